import { sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { accountLinks } from "@/db/schema/account-links";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import type { JsonText } from "@/lib/json-text";
import { type TimelineEvent, timelineEvents } from "./schema";

// A row has a column for each time something happened; unpivoted, each becomes an event.
const ofMails = sql`
  select happened.event, happened.at, mail.to_address as email, happened.detail
    from ${messages} mail cross join lateral (values
      ('queued', mail.created_at, case when mail.status = 'queued' then mail.reason end),
      ('kept', case when mail.status = 'kept' then coalesce(mail.sent_at, mail.created_at) end, null),
      ('sent', case when mail.status <> 'kept' then mail.sent_at end, null),
      ('failed', mail.failed_at, case when mail.status = 'failed' then mail.reason end),
      ('delivered', mail.delivered_at, null),
      ('bounced', mail.bounced_at, case when mail.status = 'bounced' then mail.reason end),
      ('complained', mail.complained_at, null)
    ) as happened (event, at, detail)
   where mail.org_id = ${members.orgId} and mail.org_member_id = ${members.orgMemberId} and mail.kind = 'invitation'`;

// Accepting ends the member's other links in the same transaction, so these ends are not shown as events. Links that end
// together are one event. A link's own mail is stored with it; a later mail may contain a copied link.
const ofLinks = sql`
  select distinct happened.event, happened.at, link.email, null
    from ${accountLinks} link cross join lateral (values
      ('link_copied', case when not exists
        (select from ${messages} mail where mail.org_id = link.org_id and mail.link_id = link.link_id
           and mail.created_at <= link.created_at) then link.created_at end),
      ('link_opened', link.opened_at),
      ('link_ended', case when link.revoked_at <= link.expires_at and link.revoked_at is distinct from ${members.acceptedAt}
        then link.revoked_at end),
      ('link_expired', case when link.expires_at <= least(now(), coalesce(link.used_at, link.revoked_at, now()))
        then link.expires_at end)
    ) as happened (event, at)
   where link.org_id = ${members.orgId} and link.org_member_id = ${members.orgMemberId} and link.kind = 'invitation'`;

// Only if there was an invitation: the founder of an organization accepted none.
const ofAcceptance = sql`
  select 'accepted', ${members.acceptedAt}, coalesce(max(link.email) filter (where link.used_at is not null), ${members.email}),
         case when count(link.used_at) = 0 then 'initial_password' end
    from ${accountLinks} link
   where link.org_id = ${members.orgId} and link.org_member_id = ${members.orgMemberId} and link.kind = 'invitation'
  having count(*) > 0`;

/**
 * The complete history of a member's invitations, oldest first, without any link. Throws member_not_found. Only an org
 * admin's scope sees the rows.
 */
export async function readTimeline(tx: Tx, reader: Reader, memberId: string): Promise<JsonText<TimelineEvent[]>> {
  const event = jsonObject({ event: sql`event`, at: jsonTime(sql`at`), email: sql`email`, detail: sql`detail` });
  const rank = sql`array_position(${sql.param(`{${timelineEvents.join(",")}}`)}::text[], event)`;
  return readJson<TimelineEvent[]>(
    tx,
    sql`select (select coalesce(json_agg(${event} order by at, ${rank}), '[]')
                    from (${ofMails} union all ${ofLinks} union all ${ofAcceptance}) as happened where at is not null)::text as json
            from ${members} where ${members.orgId} = ${reader.orgId} and ${members.orgMemberId} = ${memberId}`,
    "member_not_found",
  );
}
