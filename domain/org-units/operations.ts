import { type SQL, sql } from "drizzle-orm";
import { refusing, violatedConstraint } from "@/db/errors";
import { changeJson, findJson, lockedBefore, readJson } from "@/db/json";
import { formerSlugs } from "@/db/schema/former-slugs";
import { orgUnits } from "@/db/schema/org-units";
import { asOrgAdmin, scopeOnlyUnitId } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type Reader, scopedUnit, unitReader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { randomBase62 } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { textKey } from "@/lib/text-key";
import { activeOrgUnitJson, orgUnitJson } from "./present";
import {
  type ActiveOrgUnit,
  type CreateOrgUnitInput,
  type NamedUnit,
  type OrgUnit,
  orgUnitContent,
  slugOf,
  type UpdateOrgUnitInput,
} from "./schema";

const SLUG_ATTEMPTS = 10;

/** One OU. Throws org_unit_not_found. */
export async function readOrgUnit(tx: Tx, reader: Reader, unitId: string): Promise<JsonText<OrgUnit>> {
  return readJson<OrgUnit>(
    tx,
    sql`select ${orgUnitJson}::text as json from ${orgUnits} where ${isUnit(reader, unitId)}`,
    "org_unit_not_found",
  );
}

/** The OU in whose scope the statement runs, if there is one. */
export async function readSelectedUnit(tx: Tx): Promise<NamedUnit | undefined> {
  const { unitId: unit_id, name, slug, isDefault: is_default } = orgUnits;
  const selected = sql`${orgUnits.orgId} = ${unitReader.orgId} and ${orgUnits.unitId} = ${scopedUnit.unitId}`;
  const [unit] = await tx.select({ unit_id, name, slug, is_default }).from(orgUnits).where(selected);
  return unit;
}

/** The ID of the OU that has or had the slug, else the other one, for statements that look it up. */
export const unitOfSlug = (slug: string, otherwise: string | undefined): SQL =>
  sql`coalesce(unit_of_slug(${slug}), ${otherwise ?? null})`;

/** The OU that the request works in, with the caller's role in it. Throws active_ou_required, org_unit_access_required. */
export async function readActiveOrgUnit(tx: Tx, reader: Reader, selected: string | undefined) {
  const unit = await readJson<ActiveOrgUnit>(
    tx,
    sql`select ${activeOrgUnitJson}::text as json from ${orgUnits} where ${isUnit(reader, selected || scopeOnlyUnitId)}`,
    selected ? "org_unit_access_required" : "active_ou_required",
  );
  return { unitId: unit.parse().unit_id, unit };
}

/**
 * Returns the OU to make active, and remembers it for the next sign-in if a browser chose it. Throws
 * org_unit_access_required for any OU beyond the reader's access, whether or not it exists. (contract §2, §5)
 */
export async function activateOrgUnit(tx: Tx, reader: Reader, unitId: string): Promise<NamedUnit> {
  const [unit] = await tx.execute<NamedUnit>(sql`
    select unit_id, name, slug, is_default, remember_active_unit(unit_id) from ${orgUnits} where ${isUnit(reader, unitId)}`);
  if (!unit) throw new DomainError("org_unit_access_required");
  return unit;
}

type Written = { unitId: string; unit: JsonText<OrgUnit> | null };

function insertUnit(tx: Tx, { orgId }: Reader, unitId: string, input: CreateOrgUnitInput, slug: SQL, where = sql``) {
  return findJson<OrgUnit>(
    tx,
    sql`insert into ${orgUnits} (org_id, unit_id, name, name_key, slug, external_ref, group_name, group_key)
          select ${orgId}, ${unitId}, ${input.name}, ${textKey(input.name)}, ${slug}, ${input.external_ref ?? null},
                 ${input.group ?? null}, ${groupKey(input.group)} ${where}
          on conflict on constraint org_units_slug_taken do nothing returning ${orgUnitJson}::text as json`,
  ).catch(refusing(TAKEN));
}

/**
 * Inserts an OU with the first slug for its name, and nothing if another OU has that slug or the scope is not an org admin's. Throws
 * org_unit_name_taken, external_ref_taken.
 */
export async function tryFirstSlug(tx: Tx, reader: Reader, input: CreateOrgUnitInput): Promise<Written> {
  const unitId = newId("unit");
  const unit = await insertUnit(tx, reader, unitId, input, sql`${slugOf(input.name)}`, sql`where ${asOrgAdmin}`);
  return { unitId, unit };
}

/** Creates an OU, or goes on after `tryFirstSlug`. Throws org_unit_name_taken, external_ref_taken. (contract §3) */
export async function createOrgUnit(
  tx: Tx,
  actor: Actor,
  input: CreateOrgUnitInput,
  written?: Written,
): Promise<{ unitId: string; unit: JsonText<OrgUnit> }> {
  const { unitId, unit: first } = written ?? (await tryFirstSlug(tx, actor, input));
  let unit = first;
  for (const wanted of unit ? [] : slugsFor(input.name, 2)) {
    unit = await insertUnit(tx, actor, unitId, input, freeSlug(actor, unitId, wanted));
    if (unit) break;
  }
  if (!unit) throw new Error("no slug was free");
  audit(tx, "org_unit.created", { id: unitId, name: input.name }, { unitId });
  return { unitId, unit };
}

/** Renames an OU; its slug follows, and the former one keeps leading to it. Throws org_unit_not_found, org_unit_name_taken, external_ref_taken. (contract §3) */
export async function updateOrgUnit(
  tx: Tx,
  actor: Actor,
  unitId: string,
  input: UpdateOrgUnitInput,
): Promise<JsonText<OrgUnit>> {
  const reference = input.external_ref === undefined ? sql`external_ref` : sql`${input.external_ref}`;
  const group =
    input.group === undefined ? sql`` : sql`, group_name = ${input.group}, group_key = ${groupKey(input.group)}`;
  const rename = (attempt: Tx, slug: WantedSlug) =>
    changeJson<OrgUnit>(
      attempt,
      sql`update ${orgUnits} set name = ${input.name}, name_key = ${textKey(input.name)},
                   slug = case when name = ${input.name} then slug else ${freeSlug(actor, unitId, slug)} end,
                   external_ref = ${reference} ${group}, updated_at = now()
              from ${lockedBefore(orgUnitJson, orgUnits, isUnit(actor, unitId))}
             where ${isUnit(actor, unitId)} returning old.before, ${orgUnitJson}::text as json`,
      "org_unit_not_found",
    );
  for (const slug of slugsFor(input.name)) {
    const changed = await tx.transaction((attempt) => rename(attempt, slug)).catch(unlessSlugTaken);
    if (!changed) continue;
    const { before, after } = changed;
    const changes = changesBetween(orgUnitContent(before), orgUnitContent(after.parse()));
    if (before.slug !== after.parse().slug) await keepSlug(tx, actor, before);
    const isRenamed = before.name !== input.name;
    audit(
      tx,
      isRenamed ? "org_unit.renamed" : "org_unit.updated",
      { id: unitId, name: input.name },
      { unitId, changes },
    );
    return after;
  }
  throw new Error("no slug was free");
}

/** Remembers the slug that an OU has given up, for addresses that contain it. */
const keepSlug = (tx: Tx, actor: Actor, { unit_id: unitId, slug }: OrgUnit) =>
  tx
    .insert(formerSlugs)
    .values({ orgId: actor.orgId, unitId, slug })
    .onConflictDoUpdate({
      target: [formerSlugs.orgId, formerSlugs.unitId, formerSlugs.slug],
      set: { releasedAt: sql`now()` },
    });

const groupKey = (group: string | null | undefined) => textKey(group ?? "");

const TAKEN = {
  org_units_name_taken: "org_unit_name_taken",
  org_units_external_ref_taken: "external_ref_taken",
} as const;

function unlessSlugTaken(error: unknown): undefined {
  if (violatedConstraint(error) !== "org_units_slug_taken") return refusing(TAKEN)(error);
}

function isUnit(reader: Reader, unitId: string | SQL): SQL {
  return sql`${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`;
}

type WantedSlug = { base: string; number: number };

/**
 * The first of `base-2`, `base-3`… from the given number on that no other OU in the actor's reach has. `base` itself is nearly always
 * free, so it is tried without this search, which costs more the more OUs there are.
 */
function freeSlug(actor: Actor, unitId: string, { base, number }: WantedSlug): SQL {
  if (number === 1) return sql`${base}`;
  return sql`(select candidate from (
      select ${base}::text || '-' || number as candidate, number
        from generate_series(${number}::int, ${number}::int + (select count(*)::int from org_units where org_id = ${actor.orgId})) number
    ) candidates
    where not exists (select 1 from org_units taken
      where taken.org_id = ${actor.orgId} and taken.slug = candidate and taken.unit_id <> ${unitId})
    order by number limit 1)`;
}

// Another request, or an OU beyond the actor's reach, may hold a slug that looked free. Then the next attempt starts one
// number later; the last ones add random letters.
function* slugsFor(unitName: string, from = 1): Generator<WantedSlug> {
  const base = slugOf(unitName);
  for (let number = from; number < SLUG_ATTEMPTS; number += 1) yield { base, number };
  for (let left = 2; left > 0; left -= 1) yield { base: `${base}-${randomBase62(6).toLowerCase()}`, number: 1 };
}
