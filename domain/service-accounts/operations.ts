import { type SQL, sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { byId, type ListRequest, listAll } from "@/db/keyset";
import { serviceAccounts } from "@/db/schema/service-accounts";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { makerOf } from "@/domain/members/maker";
import { mintClientId, mintClientSecret, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { secretFields } from "./present";
import type { CreatedSecret, CreateSecretInput, Secret, UpdateSecretInput } from "./schema";

/** The OU's service accounts, oldest first, without their secrets. */
export const listSecrets = (tx: Tx, actor: UnitActor, unit: ActiveUnit) => listAll<Secret>(tx, secretList(actor, unit));

/** The same list, streamed if it is long. */
export const streamSecrets = (tx: Tx, actor: UnitActor, unit: ActiveUnit, again: Again) =>
  streamAll<Secret>(tx, again, secretList(actor, unit));

const secretList = (actor: UnitActor, unit: ActiveUnit): ListRequest => ({
  from: serviceAccounts,
  where: inUnitOf(actor, unit, serviceAccounts),
  sort: byId(serviceAccounts.secretId),
  item: jsonObject(secretFields),
});

/**
 * Creates a service account of the OU. Its client secret is only in this answer. To rotate it, create a second one, switch
 * to it, and delete the first; both work in the meantime.
 */
export async function createSecret(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  input: CreateSecretInput,
): Promise<JsonText<CreatedSecret>> {
  const secret = mintClientSecret();
  const maker = makerOf(actor);
  const json = jsonObject({ ...secretFields, client_secret: sql`${secret}::text` });
  return readJson<CreatedSecret>(
    tx,
    sql`insert into ${serviceAccounts} (org_id, unit_id, secret_id, client_id, name, trust_upstream_consent, secret_hash, created_by, created_by_name)
          values (${actor.orgId}, ${unit.unitId}, ${newId("sec")}, ${mintClientId()}, ${input.name},
                  ${input.trust_upstream_consent ?? false}, ${tokenHash(secret)}, ${maker.id}, ${maker.name})
          returning ${json}::text as json`,
  );
}

/** Renames a service account of the OU or changes its consent setting. Throws secret_not_found. */
export async function updateSecret(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  secretId: string,
  input: UpdateSecretInput,
): Promise<JsonText<Secret>> {
  const consent = input.trust_upstream_consent;
  return readJson<Secret>(
    tx,
    sql`update ${serviceAccounts} set name = ${input.name},
                 trust_upstream_consent = ${consent === undefined ? sql`trust_upstream_consent` : sql`${consent}`}
           where ${isSecret(actor, unit, secretId)}
          returning ${jsonObject(secretFields)}::text as json`,
    "secret_not_found",
  );
}

/** Revokes a service account of the OU, from its next request on. Throws secret_not_found. */
export async function revokeSecret(tx: Tx, actor: UnitActor, unit: ActiveUnit, secretId: string): Promise<void> {
  const revoked = await tx
    .delete(serviceAccounts)
    .where(isSecret(actor, unit, secretId))
    .returning({ id: serviceAccounts.secretId });
  if (revoked.length === 0) throw new DomainError("secret_not_found");
}

/** The condition that a row is this service account of the OU. */
export const isSecret = (actor: UnitActor, unit: ActiveUnit, secretId: string): SQL =>
  sql`${inUnitOf(actor, unit, serviceAccounts)} and ${serviceAccounts.secretId} = ${secretId}`;
