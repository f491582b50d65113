import { sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { auditEntries } from "@/db/schema/audit-entries";
import { endpointDeliveries as deliveries } from "@/db/schema/endpoint-deliveries";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import { auditEventJson, besideAuditEntry } from "@/domain/audit-log/present";
import { makerJson } from "@/domain/members/maker";

/** An endpoint as the API shows it, without its secrets. */
export const endpointFields = {
  id: endpoints.endpointId,
  url: endpoints.url,
  description: endpoints.description,
  event_types: endpoints.eventTypes,
  unit_id: endpoints.onlyUnitId,
  active: endpoints.active,
  disabled_reason: endpoints.disabledReason,
  failing_since: jsonTime(endpoints.failingSince),
  previous_secret_until: sql`case when ${endpoints.previousUntil} > now() then ${jsonTime(endpoints.previousUntil)} end`,
  created_at: jsonTime(endpoints.createdAt),
  created_by: makerJson(endpoints.createdBy, endpoints.createdByName),
};

export const endpointJson = jsonObject(endpointFields);

const entryJson = sql`(select ${auditEventJson} from ${auditEntries} ${besideAuditEntry}
  where ${auditEntries.orgId} = ${deliveries.orgId} and ${auditEntries.entryId} = ${deliveries.entryId})`;

/** The body that is sent: the event as the audit log shows it now. Its data is null once the entry has been pruned. */
export const eventJson = fixed(
  jsonObject({
    type: deliveries.type,
    timestamp: deliveries.happenedAt,
    data: sql`case when ${deliveries.entryId} is null then ${deliveries.data}::json else ${entryJson} end`,
  }),
);

/** A delivery as the API shows it. */
export const deliveryJson = fixed(
  jsonObject({
    id: deliveries.deliveryId,
    endpoint_id: deliveries.endpointId,
    type: deliveries.type,
    status: deliveries.status,
    created_at: jsonTime(deliveries.createdAt),
    next_attempt_at: jsonTime(deliveries.nextAt),
    request: eventJson,
    attempts: deliveries.attempts,
  }),
);
