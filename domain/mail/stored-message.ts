import { and, eq, sql } from "drizzle-orm";
import type { MessageKey } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";

/** The condition that a row is this message. */
export const isMessage = ({ orgId, messageId }: MessageKey) =>
  and(eq(messages.orgId, orgId), eq(messages.messageId, messageId));

/** The seconds since the message became due, by the database's clock. */
const ageSeconds = sql<number>`extract(epoch from now() - coalesce(${messages.leavesAt}, ${messages.createdAt}))::float8`;

// Its mails wait until it is resumed.
const isSuspended = sql<boolean>`exists (select from ${organizations}
  where ${organizations.orgId} = ${messages.orgId} and ${organizations.suspendedAt} is not null)`;

/**
 * What the worker needs to send a message, or undefined if it was deleted with its member. The lock waits for a notice that
 * is just being added to a combined one.
 */
export async function findMessage(tx: Tx, key: MessageKey) {
  const { kind, toAddress, facts, linkId, status, attempts } = messages;
  const [message] = await tx
    .select({ kind, toAddress, facts, linkId, status, attempts, ageSeconds, isSuspended })
    .from(messages)
    .where(isMessage(key))
    .for("update");
  return message;
}

/** A message's state, locked until the transaction ends so that reports apply one by one; undefined if it is gone. */
export async function lockMessage(tx: Tx, key: MessageKey) {
  const { status, attempts, reason, toAddress, orgMemberId } = messages;
  const [message] = await tx
    .select({ status, attempts, reason, toAddress, orgMemberId, ageSeconds })
    .from(messages)
    .where(isMessage(key))
    .for("update");
  return message;
}
