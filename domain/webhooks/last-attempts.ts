import { sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { endpointDeliveries as deliveries } from "@/db/schema/endpoint-deliveries";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import type { JsonText } from "@/lib/json-text";
import type { WebhookAttempt } from "./schema";

/** How many of an endpoint's newest deliveries are looked at. */
const NEWEST = 50;

/** The latest attempt at each endpoint, by the endpoint's ID; none where none of the newest deliveries has been tried. */
export function readLastAttempts(tx: Tx, reader: Reader): Promise<JsonText<Record<string, WebhookAttempt>>> {
  return readJson(
    tx,
    sql`select coalesce(json_object_agg(${endpoints.endpointId}, latest.attempt), '{}')::text as json
          from ${endpoints} cross join lateral (
            select newest.attempts -> -1 as attempt from (
              select ${deliveries.attempts} as attempts from ${deliveries}
               where ${deliveries.orgId} = ${endpoints.orgId} and ${deliveries.endpointId} = ${endpoints.endpointId}
               order by ${deliveries.deliveryId} desc limit ${NEWEST}) newest
             where newest.attempts <> '[]' order by newest.attempts -> -1 ->> 'at' desc limit 1) latest
         where ${endpoints.orgId} = ${reader.orgId}`,
  );
}
