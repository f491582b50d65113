import { expect } from "vitest";
import { withScope } from "@/db/scope";
import { issueLink } from "@/domain/account-links/issue-link";
import { queueMail } from "@/domain/mail/queue-mail";
import { newId } from "@/lib/ids";
import { owner } from "./database";
import { addMember } from "./members";
import type { TestOrganization } from "./organization";

/** A message that waits to be sent, and whom it is for. */
export type Queued = { orgId: string; messageId: string; memberId: string; linkId: string; to: string };

/** An invitation that waits to be sent, with its job. */
export async function queueInvitation(org: TestOrganization): Promise<Queued> {
  const to = `${newId("mem")}@acme.test`;
  const { orgId, memberId } = await addMember(org, { email: to });
  const linkId = await withScope(org.admin, async (tx) => {
    const link = await issueLink(tx, org.admin, { kind: "invitation", memberId, email: to });
    const facts = { inviter: "Ada Lovelace", expires_at: link.expiresAt.toISOString() };
    await queueMail(tx, org.admin, { kind: "invitation", memberId, linkId: link.linkId, facts });
    return link.linkId;
  });
  const [row] = await owner()`select message_id from messages where org_id = ${orgId} and link_id = ${linkId}`;
  return { orgId, messageId: row?.message_id, memberId, linkId, to };
}

/** The message's state, and in how many seconds from its last update its job is due; null without a job. */
export async function stateOf({ orgId, messageId }: Queued) {
  const [message] = await owner()`
    select status, attempts, reason, provider_message_id, sent_at is not null as has_sent, failed_at is not null as has_failed
      from messages where org_id = ${orgId} and message_id = ${messageId}`;
  const jobs = await owner()<{ due: number }[]>`
    select extract(epoch from run_at - updated_at)::float8 as due from graphile_worker._private_jobs
     where key = ${messageId} and payload->>'message_id' = ${messageId} and payload->>'org_id' = ${orgId}`;
  expect(jobs.length).toBeLessThan(2);
  return { ...message, due: jobs[0]?.due ?? null };
}

/** Makes the message that many hours old. */
export const age = ({ messageId }: Queued, hours: number) =>
  owner()`update messages set created_at = now() - make_interval(hours => ${hours}) where message_id = ${messageId}`;
