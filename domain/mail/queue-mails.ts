import { sql } from "drizzle-orm";
import { addJobs } from "@/db/jobs";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/lib/auth/actor";
import { newId } from "@/lib/ids";
import type { MailToQueue } from "./queue-mail";

/** Mails of one kind that say the same to many members, each with the link that is theirs. */
export type MailsToQueue = {
  [K in MailToQueue["kind"]]: {
    kind: K;
    facts: Extract<MailToQueue, { kind: K }>["facts"];
    mails: readonly { memberId: string; to: string; linkId?: string | undefined }[];
  };
}[MailToQueue["kind"]];

/** Like queueMail for each of them, in two statements however many they are. */
export async function queueMails(tx: Tx, actor: Actor, { kind, facts, mails }: MailsToQueue): Promise<void> {
  const made = mails.map((mail) => ({ ...mail, messageId: newId("msg") }));
  const rows = sql`json_to_recordset(${JSON.stringify(made)}::text::json) as made ("messageId" text, "memberId" text, "to" text, "linkId" text)`;
  const known = sql`jsonb_build_object('first_name', ${members.firstName}, 'organization', ${organizations.name})`;
  await tx.execute(
    sql`insert into ${messages} (org_id, message_id, org_member_id, kind, to_address, facts, link_id)
        select ${members.orgId}, made."messageId", ${members.orgMemberId}, ${kind}, made."to",
               ${known} || ${JSON.stringify(facts)}::text::jsonb, made."linkId"
          from ${rows}
          join ${members} on ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = made."memberId"
          join ${organizations} on ${organizations.orgId} = ${members.orgId}`,
  );
  const jobs = made.map(({ messageId }) => ({
    payload: { org_id: actor.orgId, message_id: messageId },
    key: messageId,
  }));
  await addJobs(tx, "send_mail", jobs);
}
