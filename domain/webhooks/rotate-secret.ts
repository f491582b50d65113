import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import type { JsonText } from "@/lib/json-text";
import { hostOf } from "./changes";
import { isEndpoint, lockWebhooks } from "./operations";
import { endpointFields } from "./present";
import type { NewWebhookEndpoint } from "./schema";
import { mintWebhookSecret, sealWebhookSecret } from "./secrets";

/**
 * Gives an endpoint a new secret, which is only in this answer. Both sign for 24 hours. Throws webhook_endpoint_not_found.
 */
export async function rotateSecret(tx: Tx, actor: Actor, endpointId: string): Promise<JsonText<NewWebhookEndpoint>> {
  await lockWebhooks(tx, actor);
  const secret = mintWebhookSecret();
  const rotated = await readJson<NewWebhookEndpoint>(
    tx,
    sql`update ${endpoints} set previous_secret = secret, previous_until = now() + interval '24 hours',
               secret = ${sealWebhookSecret(actor.orgId, endpointId, secret)}
         where ${isEndpoint(actor, endpointId)}
        returning ${jsonObject({ ...endpointFields, secret: sql`${secret}::text` })}::text as json`,
    "webhook_endpoint_not_found",
  );
  audit(tx, "webhook_endpoint.secret_rotated", { id: endpointId, name: hostOf(rotated.parse().url) });
  return rotated;
}
