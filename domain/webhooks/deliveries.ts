import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { type ListRequest, readPage } from "@/db/keyset";
import { endpointDeliveries as deliveries } from "@/db/schema/endpoint-deliveries";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit } from "@/domain/audit-log/audit";
import { DomainError } from "@/lib/errors";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { hostOf } from "./changes";
import { isEndpoint, lockWebhooks, wakeEndpoint } from "./operations";
import { deliveryJson } from "./present";
import { DELIVERY_SORT, type WebhookDelivery, type WebhookDeliveryQuery } from "./schema";

const newestFirst: ListRequest["sort"] = {
  name: DELIVERY_SORT,
  key: [{ kind: "text", value: sql`${deliveries.deliveryId}` }],
  descending: true,
};

/**
 * A page of an endpoint's deliveries, newest first, without their total. Throws webhook_endpoint_not_found, and
 * invalid_content for an invalid cursor.
 */
export function pageDeliveries(
  tx: Tx,
  reader: Reader,
  endpointId: string,
  { limit = DEFAULT_LIMIT, cursor, status }: WebhookDeliveryQuery,
) {
  const ofStatus = status ? sql`and ${deliveries.status} = ${status}` : sql``;
  const owner = sql`(select to_json(${endpoints.endpointId}) from ${endpoints} where ${isEndpoint(reader, endpointId)})`;
  const list: ListRequest = {
    from: deliveries,
    where: sql`${deliveries.orgId} = ${reader.orgId} and ${deliveries.endpointId} = ${endpointId} ${ofStatus}`,
    sort: newestFirst,
    item: deliveryJson,
    owner: { json: owner, missing: "webhook_endpoint_not_found" },
    total: null,
  };
  return readPage<WebhookDelivery>(tx, list, { limit, cursor });
}

/**
 * Sends a delivery again, from its first attempt on, whatever has become of it. Throws webhook_delivery_not_found,
 * webhook_endpoint_disabled.
 */
export async function redeliver(tx: Tx, actor: Actor, deliveryId: string): Promise<void> {
  await lockWebhooks(tx, actor);
  const isGiven = sql`${deliveries.orgId} = ${actor.orgId} and ${deliveries.deliveryId} = ${deliveryId}`;
  const found = await readJson<{ id: string; url: string; active: boolean }>(
    tx,
    sql`select ${jsonObject({ id: endpoints.endpointId, url: endpoints.url, active: endpoints.active })}::text as json
          from ${deliveries} join ${endpoints}
            on ${endpoints.orgId} = ${deliveries.orgId} and ${endpoints.endpointId} = ${deliveries.endpointId}
         where ${isGiven}`,
    "webhook_delivery_not_found",
  );
  const { id, url, active } = found.parse();
  if (!active) throw new DomainError("webhook_endpoint_disabled");
  await tx.execute(
    sql`update ${deliveries} set status = 'pending', tries = 0, next_at = statement_timestamp() where ${isGiven}`,
  );
  await wakeEndpoint(tx, actor.orgId, id);
  const changes = [{ field: "delivery", before: null, after: deliveryId }];
  audit(tx, "webhook_endpoint.redelivered", { id, name: hostOf(url) }, { changes });
}
