import { sql } from "drizzle-orm";
import { addJob } from "@/db/jobs";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Mail } from "@/emails/mail";
import type { Actor } from "@/lib/auth/actor";
import { newId } from "@/lib/ids";

/** What every mail says, and the queue itself finds out. */
type Known = "first_name" | "organization";

/** A mail to be: its kind with the facts of that kind, about which member, and to which address if not to theirs. */
export type MailToQueue = {
  [K in Mail["kind"]]: {
    kind: K;
    facts: Omit<Extract<Mail, { kind: K }>["facts"], Known>;
    memberId: string;
    to?: string;
    linkId?: string;
  };
}[Mail["kind"]];

/**
 * Queues a mail in the transaction of its cause: the message that the admin sees, and the job that sends it. Nothing is
 * rendered and nobody is asked here; the worker does that once the transaction is committed (issue 4, Outbox).
 */
export async function queueMail(tx: Tx, actor: Actor, mail: MailToQueue): Promise<void> {
  const messageId = newId("msg");
  const known = sql`jsonb_build_object('first_name', ${members.firstName}, 'organization', ${organizations.name})`;
  await tx.execute(
    sql`insert into ${messages} (org_id, message_id, org_member_id, kind, to_address, facts, link_id)
        select ${members.orgId}, ${messageId}, ${members.orgMemberId}, ${mail.kind}, coalesce(${mail.to ?? null}, ${members.email}),
               ${known} || ${JSON.stringify(mail.facts)}::text::jsonb, ${mail.linkId ?? null}
          from ${members} join ${organizations} on ${organizations.orgId} = ${members.orgId}
         where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = ${mail.memberId}`,
  );
  await addJob(tx, "send_mail", { org_id: actor.orgId, message_id: messageId }, messageId);
}
