import { sql } from "drizzle-orm";
import { addJob } from "@/db/jobs";
import { type MessageKey, withMessage } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import type { Outcome } from "@/lib/mailer";
import { isForward } from "./message-order";
import { retryDelaySeconds } from "./retry-delay";
import { isMessage, lockMessage } from "./stored-message";

/** How long the provider remembers an idempotency key: after that, another attempt could be a second mail. */
export const GIVE_UP_SECONDS = 24 * 3600;

/**
 * The result of an attempt: the provider's answer, or `kept` (there is no provider), `postponed` (sending is paused, or the organization suspended), or
 * `ended` (it must not be sent any more).
 */
export type DeliveryResult =
  | Outcome
  | { kind: "kept" }
  | { kind: "postponed"; afterSeconds: number }
  | { kind: "ended"; reason: string };

/** A message's state after an attempt, for the log. */
export type Noted = "gone" | "sent" | "kept" | "failed" | "queued" | "unchanged";

type Locked = NonNullable<Awaited<ReturnType<typeof lockMessage>>>;

const requeue = (tx: Tx, { orgId, messageId }: MessageKey, afterSeconds: number) =>
  addJob(tx, "send_mail", { org_id: orgId, message_id: messageId }, messageId, { afterSeconds, keepsPriority: true });

async function noteSent(tx: Tx, key: MessageKey, message: Locked, providerId: string | null): Promise<Noted> {
  // The provider's report may have come first; it wins.
  const sent = { status: "sent", reason: null } as const;
  const progress = isForward(message, sent) ? { ...sent, failedAt: null } : {};
  const sentAt = sql`coalesce(${messages.sentAt}, now())`;
  const providerMessageId = sql`coalesce(${providerId}, ${messages.providerMessageId})`;
  await tx
    .update(messages)
    .set({ ...progress, attempts: message.attempts + 1, providerMessageId, sentAt })
    .where(isMessage(key));
  return "sent";
}

async function noteFailed(tx: Tx, key: MessageKey, message: Locked, attempts: number, reason: string): Promise<Noted> {
  const failed = { status: "failed", attempts, reason, failedAt: sql`now()` } as const;
  await tx.update(messages).set(failed).where(isMessage(key));
  const { toAddress: name, orgMemberId: ofMember } = message;
  const changes = changesBetween(message, { status: "failed", reason });
  audit(tx, "mail.given_up", { id: key.messageId, name, ofMember }, { changes });
  return "failed";
}

async function note(tx: Tx, key: MessageKey, result: DeliveryResult, delaySeconds: number): Promise<Noted> {
  const message = await lockMessage(tx, key);
  if (!message) return "gone";
  if (result.kind === "sent") return noteSent(tx, key, message, result.providerId);
  if (message.status !== "queued") return "unchanged";
  const attempts = message.attempts + 1;
  if (result.kind === "refused") return noteFailed(tx, key, message, attempts, result.reason);
  if (result.kind === "ended") return noteFailed(tx, key, message, message.attempts, result.reason);
  if (result.kind === "kept") {
    await tx.update(messages).set({ status: "kept" }).where(isMessage(key));
    return "kept";
  }
  if (result.kind === "later") {
    if (message.ageSeconds + delaySeconds > GIVE_UP_SECONDS) {
      return noteFailed(tx, key, message, attempts, `given_up: ${result.reason}`);
    }
    await tx.update(messages).set({ attempts, reason: result.reason }).where(isMessage(key));
  }
  await requeue(tx, key, delaySeconds);
  return "queued";
}

/** The seconds until the next attempt: as the provider said, else by the number of attempts so far. */
export function delayOf(result: DeliveryResult, attemptsBefore: number): number {
  const requested = "afterSeconds" in result ? result.afterSeconds : undefined;
  return requested ?? retryDelaySeconds(attemptsBefore + 1);
}

/**
 * Records the result of an attempt: the message's status, the reason and the next attempt's job, all or nothing, so a crash
 * leaves either this attempt's job or the next one's. A message that has moved on in the meantime stays as it is.
 */
export function noteAttempt(key: MessageKey, result: DeliveryResult, delaySeconds: number): Promise<Noted> {
  return withMessage(key, (tx) => note(tx, key, result, delaySeconds));
}
