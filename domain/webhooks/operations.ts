import { type SQL, sql } from "drizzle-orm";
import { addJob } from "@/db/jobs";
import { jsonObject, readJson } from "@/db/json";
import { byId, type ListRequest, listAll } from "@/db/keyset";
import { organizations } from "@/db/schema/organizations";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import { textArray } from "@/db/text-array";
import { type Again, streamAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit } from "@/domain/audit-log/audit";
import { makerOf } from "@/domain/members/maker";
import { readOrgUnit } from "@/domain/org-units/operations";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { targetFault } from "@/lib/webhook-target";
import { endpointChanges, hostOf } from "./changes";
import { endpointFields, endpointJson } from "./present";
import {
  type CreateWebhookEndpointInput,
  type NewWebhookEndpoint,
  type UpdateWebhookEndpointInput,
  type WebhookEndpoint,
  webhookEndpointContent,
} from "./schema";
import { mintWebhookSecret, sealWebhookSecret } from "./secrets";

const MOST = 100;

/** The organization's endpoints, oldest first, without their secrets. */
export const listEndpoints = (tx: Tx, reader: Reader) => listAll<WebhookEndpoint>(tx, endpointList(reader));

/** The same list, streamed if it is long. */
export const streamEndpoints = (tx: Tx, reader: Reader, again: Again) =>
  streamAll<WebhookEndpoint>(tx, again, endpointList(reader));

const endpointList = (reader: Reader): ListRequest => ({
  from: endpoints,
  where: sql`${endpoints.orgId} = ${reader.orgId}`,
  sort: byId(endpoints.endpointId),
  item: endpointJson,
  total: null,
});

/** The condition that a row is this endpoint of the organization. */
export const isEndpoint = (reader: Reader, endpointId: string): SQL =>
  sql`${endpoints.orgId} = ${reader.orgId} and ${endpoints.endpointId} = ${endpointId}`;

/** One endpoint. Throws webhook_endpoint_not_found. */
export const readEndpoint = (tx: Tx, reader: Reader, endpointId: string) =>
  readJson<WebhookEndpoint>(
    tx,
    sql`select ${endpointJson}::text as json from ${endpoints} where ${isEndpoint(reader, endpointId)}`,
    "webhook_endpoint_not_found",
  );

/** Takes the organization's turn at its webhooks, which comes before the lock of a row (db/functions/lock_webhooks.sql). */
export const lockWebhooks = (tx: Tx, { orgId }: Reader) => tx.execute(sql`select lock_webhooks(${orgId})`);

/** An endpoint as it is, locked until the transaction ends. Throws webhook_endpoint_not_found. */
export async function lockEndpoint(tx: Tx, actor: Actor, endpointId: string): Promise<JsonText<WebhookEndpoint>> {
  await lockWebhooks(tx, actor);
  const isGiven = isEndpoint(actor, endpointId);
  const locked = sql`select ${endpointJson}::text as json from ${endpoints} where ${isGiven} for no key update`;
  return readJson<WebhookEndpoint>(tx, locked, "webhook_endpoint_not_found");
}

/**
 * Notes that the organization has webhooks from now on. Whoever entered before does not know, so this waits until they have
 * ended, as a suspension does (db/functions/refuse_suspended.sql).
 */
async function noteWebhooks(tx: Tx, { orgId }: Reader): Promise<void> {
  const [known] = await tx.execute(sql`select from ${organizations} where org_id = ${orgId} and has_webhooks`);
  if (known) return;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${orgId}, 11)), set_config('app.has_webhooks', 'on', true)`,
  );
  await tx.execute(sql`update ${organizations} set has_webhooks = true where org_id = ${orgId}`);
}

function assertTarget({ url }: UpdateWebhookEndpointInput): void {
  const fault = url === undefined ? undefined : targetFault(url);
  if (fault) throw new DomainError("invalid_content", undefined, [{ pointer: "/url", detail: fault }]);
}

/**
 * Adds an endpoint. Its secret is only in this answer. Throws invalid_content for a URL that is not https or not public,
 * org_unit_not_found, too_many_webhook_endpoints.
 */
export async function createEndpoint(
  tx: Tx,
  actor: Actor,
  input: CreateWebhookEndpointInput,
): Promise<{ endpointId: string; endpoint: JsonText<NewWebhookEndpoint> }> {
  assertTarget(input);
  if (input.unit_id) await readOrgUnit(tx, actor, input.unit_id);
  await noteWebhooks(tx, actor);
  await lockWebhooks(tx, actor);
  if ((await listEndpoints(tx, actor)).parse().length >= MOST) throw new DomainError("too_many_webhook_endpoints");
  const [endpointId, secret, maker] = [newId("whe"), mintWebhookSecret(), makerOf(actor)];
  const json = jsonObject({ ...endpointFields, secret: sql`${secret}::text` });
  const endpoint = await readJson<NewWebhookEndpoint>(
    tx,
    sql`insert into ${endpoints} (org_id, endpoint_id, url, description, event_types, only_unit_id, active, secret, created_by, created_by_name)
        values (${actor.orgId}, ${endpointId}, ${input.url}, ${input.description ?? ""}, ${textArray(input.event_types)}::text[],
                ${input.unit_id ?? null}, ${input.active ?? true}, ${sealWebhookSecret(actor.orgId, endpointId, secret)},
                ${maker.id}, ${maker.name})
        returning ${json}::text as json`,
  );
  const changes = endpointChanges({}, webhookEndpointContent(endpoint.parse()));
  audit(tx, "webhook_endpoint.created", { id: endpointId, name: hostOf(input.url) }, { changes });
  return { endpointId, endpoint };
}

/**
 * Changes the given fields of an endpoint; absent ones stay. Another URL needs a session's password (contract §13). Throws
 * like createEndpoint, reauthentication_required, webhook_endpoint_not_found.
 */
export async function updateEndpoint(
  tx: Tx,
  actor: Actor,
  endpointId: string,
  input: UpdateWebhookEndpointInput,
  assertFresh: () => void,
): Promise<JsonText<WebhookEndpoint>> {
  assertTarget(input);
  const before = (await lockEndpoint(tx, actor, endpointId)).parse();
  if (input.unit_id) await readOrgUnit(tx, actor, input.unit_id);
  const wanted = { ...webhookEndpointContent(before), ...input };
  const isElsewhere = wanted.url !== before.url;
  if (isElsewhere) assertFresh();
  const isAnew = isElsewhere || (wanted.active && !before.active); // earlier failures no longer count
  const after = await readJson<WebhookEndpoint>(
    tx,
    sql`update ${endpoints} set url = ${wanted.url}, description = ${wanted.description},
               event_types = ${textArray(wanted.event_types)}::text[], only_unit_id = ${wanted.unit_id}, active = ${wanted.active},
               disabled_reason = case when ${wanted.active} then null else disabled_reason end,
               failing_since = case when ${isAnew} then null else failing_since end
         where ${isEndpoint(actor, endpointId)} returning ${endpointJson}::text as json`,
  );
  const changes = endpointChanges(webhookEndpointContent(before), webhookEndpointContent(after.parse()));
  const verb = wanted.active === before.active ? "updated" : wanted.active ? "enabled" : "disabled";
  audit(tx, `webhook_endpoint.${verb}`, { id: endpointId, name: hostOf(wanted.url) }, { changes });
  if (verb === "enabled") await wakeEndpoint(tx, actor.orgId, endpointId);
  return after;
}

/** Removes an endpoint with its deliveries. Throws webhook_endpoint_not_found. */
export async function deleteEndpoint(tx: Tx, actor: Actor, endpointId: string): Promise<void> {
  await lockWebhooks(tx, actor);
  const [gone] = await tx.delete(endpoints).where(isEndpoint(actor, endpointId)).returning({ url: endpoints.url });
  if (!gone) throw new DomainError("webhook_endpoint_not_found");
  audit(tx, "webhook_endpoint.deleted", { id: endpointId, name: hostOf(gone.url) });
}

/** Lets the job send what is due for an endpoint, once this commits. */
export const wakeEndpoint = (tx: Tx, orgId: string, endpointId: string, afterSeconds = 0) =>
  addJob(tx, "deliver_webhooks", { org_id: orgId, endpoint_id: endpointId }, endpointId, { afterSeconds });
