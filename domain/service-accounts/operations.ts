import { type SQL, sql } from "drizzle-orm";
import { changeJson, jsonObject, lockedBefore, readJson } from "@/db/json";
import { byId, type ListRequest, listAll } from "@/db/keyset";
import { serviceAccounts } from "@/db/schema/service-accounts";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { scopesToGive } from "@/domain/access/scopes";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { makerOf } from "@/domain/members/maker";
import { mintClientId, mintClientSecret, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { programScopes } from "@/lib/scopes";
import { serviceAccountFields } from "./present";
import {
  type CreateServiceAccountInput,
  type NewServiceAccount,
  type ServiceAccount,
  serviceAccountContent,
  type UpdateServiceAccountInput,
} from "./schema";

/** The OU's service accounts, oldest first, without their secrets. */
export const listServiceAccounts = (tx: Tx, reader: UnitReader, unit: ReadUnit) =>
  listAll<ServiceAccount>(tx, serviceAccountList(reader, unit));

/** The same list, streamed if it is long. */
export const streamServiceAccounts = (tx: Tx, reader: UnitReader, unit: ReadUnit, again: Again) =>
  streamAll<ServiceAccount>(tx, again, serviceAccountList(reader, unit));

const serviceAccountList = (reader: UnitReader, unit: ReadUnit): ListRequest => ({
  from: serviceAccounts,
  where: inUnitOf(reader, unit, serviceAccounts),
  sort: byId(serviceAccounts.secretId),
  item: jsonObject(serviceAccountFields),
  total: null,
});

/**
 * Creates a service account of the OU. Its client secret is only in this answer. To rotate it, create a second one, switch
 * to it, and delete the first; both work in the meantime. Throws invalid_content for a scope that the actor's token lacks.
 */
export async function createServiceAccount(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  input: CreateServiceAccountInput,
): Promise<JsonText<NewServiceAccount>> {
  const secret = mintClientSecret();
  const maker = makerOf(actor);
  const given = scopesToGive(actor, input.scopes, programScopes);
  const secretId = newId("sec");
  const limits = { scopes: given, trust_upstream_consent: input.trust_upstream_consent };
  const { unitId } = unit;
  audit(
    tx,
    "service_account.created",
    { id: secretId, name: input.name },
    { unitId, changes: changesBetween({}, limits) },
  );
  const json = jsonObject({ ...serviceAccountFields, client_secret: sql`${secret}::text` });
  return readJson<NewServiceAccount>(
    tx,
    sql`insert into ${serviceAccounts} (org_id, unit_id, secret_id, client_id, name, trust_upstream_consent, secret_hash, scopes, created_by, created_by_name)
          values (${actor.orgId}, ${unit.unitId}, ${secretId}, ${mintClientId()}, ${input.name},
                  ${input.trust_upstream_consent ?? false}, ${tokenHash(secret)},
                  ${`{${given.join(",")}}`}::text[], ${maker.id}, ${maker.name})
          returning ${json}::text as json`,
  );
}

/** Renames a service account of the OU or changes its consent setting. Throws secret_not_found. */
export async function updateServiceAccount(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  accountId: string,
  input: UpdateServiceAccountInput,
): Promise<JsonText<ServiceAccount>> {
  const consent = input.trust_upstream_consent;
  const isGiven = isServiceAccount(actor, unit, accountId);
  const { before, after } = await changeJson<ServiceAccount>(
    tx,
    sql`update ${serviceAccounts} set name = ${input.name},
                 trust_upstream_consent = ${consent === undefined ? sql`trust_upstream_consent` : sql`${consent}`}
            from ${lockedBefore(jsonObject(serviceAccountFields), serviceAccounts, isGiven)}
           where ${isGiven}
          returning old.before, ${jsonObject(serviceAccountFields)}::text as json`,
    "secret_not_found",
  );
  const changes = changesBetween(serviceAccountContent(before), serviceAccountContent(after.parse()));
  audit(tx, "service_account.updated", { id: accountId, name: input.name }, { unitId: unit.unitId, changes });
  return after;
}

/** Revokes a service account of the OU, from its next request on. Throws secret_not_found. */
export async function revokeServiceAccount(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  accountId: string,
): Promise<void> {
  const [revoked] = await tx
    .delete(serviceAccounts)
    .where(isServiceAccount(actor, unit, accountId))
    .returning({ id: serviceAccounts.secretId, name: serviceAccounts.name });
  if (!revoked) throw new DomainError("secret_not_found");
  audit(tx, "service_account.revoked", revoked, { unitId: unit.unitId });
}

/** The condition that a row is this service account of the OU. */
export const isServiceAccount = (actor: UnitActor, unit: ActiveUnit, accountId: string): SQL =>
  sql`${inUnitOf(actor, unit, serviceAccounts)} and ${serviceAccounts.secretId} = ${accountId}`;
