import { and, eq, type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime, jsonValue, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { serviceAccounts } from "@/db/schema/service-accounts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit } from "@/domain/audit-log/audit";
import { assertMember } from "@/domain/members/member-row";
import { readOrgUnit } from "@/domain/org-units/operations";
import { hostOf } from "@/domain/webhooks/changes";
import type { JsonText } from "@/lib/json-text";
import type { Made } from "./schema";

/** From here on the transaction lets an org admin reach this member's service accounts in any OU. */
export async function nameMaker(tx: Tx, memberId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.maker_id', ${memberId}, true)`);
}

/** The condition that a service account was made by the member. */
export function madeBy(reader: Reader, memberId: string): SQL | undefined {
  return and(eq(serviceAccounts.orgId, reader.orgId), eq(serviceAccounts.createdBy, memberId));
}

const pendingOf = (actor: Actor, memberId: string) =>
  and(eq(members.orgId, actor.orgId), eq(members.invitedBy, memberId), eq(members.status, "invited"));

const account = jsonObject({
  secret_id: serviceAccounts.secretId,
  unit_id: serviceAccounts.unitId,
  unit_name: orgUnits.name,
  name: serviceAccounts.name,
  created_at: jsonTime(serviceAccounts.createdAt),
});

const invitation = jsonObject({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
});

const endpoint = jsonObject({
  id: webhookEndpoints.endpointId,
  url: webhookEndpoints.url,
  created_at: jsonTime(webhookEndpoints.createdAt),
});

async function select(
  tx: Tx,
  accounts: SQL | undefined,
  invitations: SQL | undefined,
  endpoints: SQL | undefined,
): Promise<JsonText<Made>> {
  const service_accounts = sql`(select coalesce(json_agg(${account} order by ${serviceAccounts.secretId}), '[]')
    from ${serviceAccounts} join ${orgUnits}
      on ${orgUnits.orgId} = ${serviceAccounts.orgId} and ${orgUnits.unitId} = ${serviceAccounts.unitId} where ${accounts})`;
  const pending = sql`(select coalesce(json_agg(${invitation} order by ${members.orgMemberId}), '[]')
    from ${members} where ${invitations ?? sql`false`})`;
  const webhook_endpoints = sql`(select coalesce(json_agg(${endpoint} order by ${webhookEndpoints.endpointId}), '[]')
    from ${webhookEndpoints} where ${endpoints ?? sql`false`})`;
  const json = jsonObject({ service_accounts, invitations: pending, webhook_endpoints });
  return readJson<Made>(tx, sql`select ${json}::text as json`);
}

/** Everything the member made that still exists, anywhere in the organization. Throws member_not_found. */
export async function readMade(tx: Tx, actor: Actor, memberId: string): Promise<JsonText<Made>> {
  await assertMember(tx, actor, memberId);
  await nameMaker(tx, memberId);
  const endpoints = and(eq(webhookEndpoints.orgId, actor.orgId), eq(webhookEndpoints.createdBy, memberId));
  return select(tx, madeBy(actor, memberId), pendingOf(actor, memberId), endpoints);
}

/** The same in one OU, without invitations and webhook endpoints, which belong to no OU. Throws org_unit_not_found, member_not_found. */
export async function readMadeInUnit(tx: Tx, actor: Actor, unitId: string, memberId: string): Promise<JsonText<Made>> {
  await readOrgUnit(tx, actor, unitId);
  await assertMember(tx, actor, memberId);
  await selectUnit(tx, unitId);
  return select(tx, and(madeBy(actor, memberId), eq(serviceAccounts.unitId, unitId)), undefined, undefined);
}

/** Deletes these service accounts; the audit log has each, in the change set of what ended them. */
export async function endServiceAccounts(tx: Tx, which: SQL | undefined, changeSetId?: string): Promise<string[]> {
  const { secretId: id, name, unitId } = serviceAccounts;
  const ended = await tx.delete(serviceAccounts).where(which).returning({ id, name, unitId });
  for (const { unitId, ...target } of ended) audit(tx, "service_account.revoked", target, { unitId, changeSetId });
  return ended.map((account) => account.id);
}

type Ended = {
  kind: "service_account" | "invitation" | "webhook_endpoint";
  id: string;
  unit_id: string | null;
  name: string;
};

/** Deletes the service accounts, invitations and webhook endpoints that members made, in the transaction that takes their authority away. */
export async function endMade(tx: Tx, memberIds: readonly string[], changeSetId?: string): Promise<void> {
  const ended = await tx.execute<Ended>(sql`select * from end_made(${jsonValue(memberIds)})`);
  for (const { kind, id, name, unit_id: unitId } of ended) {
    if (kind === "invitation") audit(tx, "member.invitation_revoked", { id, name }, { changeSetId });
    else if (kind === "webhook_endpoint")
      audit(tx, "webhook_endpoint.deleted", { id, name: hostOf(name) }, { changeSetId });
    else audit(tx, "service_account.revoked", { id, name }, { unitId, changeSetId });
  }
}

/** Deletes the service accounts that the member made in an OU. */
export async function endMadeInUnit(
  tx: Tx,
  actor: Actor,
  unitId: string,
  memberId: string,
  changeSetId?: string,
): Promise<void> {
  await selectUnit(tx, unitId); // without access to it, no row is visible
  await endServiceAccounts(tx, and(madeBy(actor, memberId), eq(serviceAccounts.unitId, unitId)), changeSetId);
}
