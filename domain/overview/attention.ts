import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { messages } from "@/db/schema/messages";
import { orgUnits } from "@/db/schema/org-units";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { Reader } from "@/domain/access/reader";
import { hasNoAdmin } from "@/domain/org-units/unit-counts";

/** How many OUs, mails and webhook endpoints need attention. */
export const attention = (reader: Reader): SQL =>
  jsonObject({
    units_without_admin: sql`(select count(*) from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId} and ${hasNoAdmin(reader)})`,
    bounced: sql`(select count(*) from ${messages} where ${messages.orgId} = ${reader.orgId}
      and ${messages.status} = 'bounced' and ${messages.createdAt} > now() - interval '30 days')`,
    failing: sql`(select count(*) from ${webhookEndpoints} where ${webhookEndpoints.orgId} = ${reader.orgId}
      and (${webhookEndpoints.failingSince} is not null or ${webhookEndpoints.disabledReason} is not null))`,
  });
