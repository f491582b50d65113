import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { bytewise } from "@/db/schema/columns";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { Reader } from "@/domain/access/reader";
import { hasNoAdmin } from "@/domain/org-units/list-org-units";

/**
 * The number of members with access to an OU who are not org admins. Whoever has a membership is found in the order of an
 * index, and the few org admins among them are looked up, so that no member is read.
 */
export function withoutUnit(reader: Reader): SQL {
  const isOurs = sql`${ouMemberships.orgId} = ${reader.orgId}`;
  return sql`((select count(*) from (select distinct ${ouMemberships.orgMemberId} from ${ouMemberships} where ${isOurs}) as granted)
    - (select count(*) from ${members} where ${members.orgId} = ${reader.orgId} and ${bytewise(members.role)} = 'admin'
         and exists (select from ${ouMemberships} where ${isOurs} and ${ouMemberships.orgMemberId} = ${members.orgMemberId})))`;
}

/** How many OUs, mails and webhook endpoints need attention. */
export const attention = (reader: Reader): SQL =>
  jsonObject({
    units_without_admin: sql`(select count(*) from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId} and ${hasNoAdmin})`,
    bounced: sql`(select count(*) from ${messages} where ${messages.orgId} = ${reader.orgId}
      and ${messages.status} = 'bounced' and ${messages.createdAt} > now() - interval '30 days')`,
    failing: sql`(select count(*) from ${webhookEndpoints} where ${webhookEndpoints.orgId} = ${reader.orgId}
      and (${webhookEndpoints.failingSince} is not null or ${webhookEndpoints.disabledReason} is not null))`,
  });
