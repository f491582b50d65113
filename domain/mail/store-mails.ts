import { sql } from "drizzle-orm";
import { addJobs } from "@/db/jobs";
import { jsonbValue, jsonValue } from "@/db/json";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { MailKind } from "@/emails/mail";
import { newId } from "@/lib/ids";

/** A mail to store; leaves at once unless it has a time. */
export type Stored = {
  memberId: string;
  to: string;
  linkId?: string | undefined;
  leavesAt?: Date | undefined;
  /** Those of this mail alone. */
  facts?: object | undefined;
};

/**
 * Stores mails with the same facts, each with its own link and further facts, and the jobs that send them, in two statements
 * however many there are. Returns the messages' ids. Only for callers that have checked the budgets; others call queueMail.
 */
export async function storeMails(
  tx: Tx,
  actor: Actor,
  kind: MailKind,
  facts: object,
  mails: readonly Stored[],
): Promise<string[]> {
  const made = mails.map((mail) => ({ ...mail, messageId: newId("msg") }));
  const rows = sql`json_to_recordset(${jsonValue(made)})
    as made ("messageId" text, "memberId" text, "to" text, "linkId" text, "leavesAt" timestamptz, facts jsonb)`;
  const known = sql`jsonb_build_object('first_name', ${members.firstName}, 'organization', ${organizations.name})`;
  await tx.execute(
    sql`insert into ${messages} (org_id, message_id, org_member_id, kind, to_address, facts, link_id, leaves_at)
        select ${members.orgId}, made."messageId", ${members.orgMemberId}, ${kind}, made."to",
               ${known} || ${jsonbValue(facts)} || coalesce(made.facts, '{}'), made."linkId", made."leavesAt"
          from ${rows}
          join ${members} on ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = made."memberId"
          join ${organizations} on ${organizations.orgId} = ${members.orgId}`,
  );
  const jobs = made.map(({ messageId, leavesAt }) => ({
    payload: { org_id: actor.orgId, message_id: messageId },
    key: messageId,
    at: leavesAt,
  }));
  await addJobs(tx, "send_mail", jobs);
  return made.map(({ messageId }) => messageId);
}
