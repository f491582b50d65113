import { type SQL, sql } from "drizzle-orm";
import { violatedCheck } from "@/db/errors";
import { changeJson, lockedBefore, readJson } from "@/db/json";
import { type ListRequest, listAll, oldestFirst } from "@/db/keyset";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { changeRules } from "@/domain/scores/rule-change";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { rulesetJson } from "./present";
import {
  type CreateRulesetInput,
  type Ruleset,
  type RulesetListQuery,
  rulesetContent,
  type UpdateRulesetInput,
} from "./schema";

/** The OU's rulesets, oldest first. */
export const listRulesets = (tx: Tx, reader: UnitReader, unit: ReadUnit, query: RulesetListQuery = {}) =>
  listAll<Ruleset>(tx, rulesetList(reader, unit, query));

/** The same list, streamed if it is long. */
export const streamRulesets = (tx: Tx, reader: UnitReader, unit: ReadUnit, query: RulesetListQuery, again: Again) =>
  streamAll<Ruleset>(tx, again, rulesetList(reader, unit, query));

const rulesetList = (reader: UnitReader, unit: ReadUnit, { updated_since: since }: RulesetListQuery): ListRequest => ({
  from: rulesets,
  where: sql`${inUnitOf(reader, unit, rulesets)} ${since ? sql`and ${rulesets.updatedAt} >= ${since}` : sql``}`,
  sort: oldestFirst(rulesets.createdAt, rulesets.rulesetId),
  item: rulesetJson,
  total: null,
});

/** Creates a ruleset without rules. Throws invalid_content for a window that ends before it starts. */
export async function createRuleset(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  input: CreateRulesetInput,
): Promise<{ rulesetId: string; ruleset: JsonText<Ruleset> }> {
  assertWindow(input);
  const rulesetId = newId("rset");
  const insert = sql`insert into ${rulesets} (org_id, unit_id, ruleset_id, name, kind, active, starts_at, ends_at, score_above)
      values (${actor.orgId}, ${unit.unitId}, ${rulesetId}, ${input.name}, ${input.kind}, ${input.active ?? true},
              ${time(input.starts_at)}, ${time(input.ends_at)}, ${input.score_above ?? null}::bigint)
      returning ${rulesetJson}::text as json`;
  const create = () => readJson<Ruleset>(tx, insert);
  // Without rules it changes no score; a threshold counts at once.
  const ruleset = await (input.score_above == null ? create() : changeRules(tx, actor, unit, create));
  const changes = changesBetween({}, { kind: input.kind, ...rulesetContent(ruleset.parse()) });
  audit(tx, "ruleset.created", { id: rulesetId, name: input.name }, { unitId: unit.unitId, changes });
  return { rulesetId, ruleset };
}

/** Changes the given fields of a ruleset; absent ones stay. Throws ruleset_not_found, invalid_content. */
export async function updateRuleset(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  input: UpdateRulesetInput,
): Promise<JsonText<Ruleset>> {
  assertWindow(input);
  const kept = (value: string | null | undefined, column: SQL) => (value === undefined ? column : time(value));
  const update = sql`update ${rulesets} set name = coalesce(${input.name ?? null}::text, name), updated_at = now(),
        active = coalesce(${input.active ?? null}::boolean, active),
        starts_at = ${kept(input.starts_at, sql`starts_at`)}, ends_at = ${kept(input.ends_at, sql`ends_at`)},
        score_above = ${input.score_above === undefined ? sql`score_above` : sql`${input.score_above}::bigint`}
       from ${lockedBefore(rulesetJson, rulesets, isRuleset(actor, unit, rulesetId))}
      where ${isRuleset(actor, unit, rulesetId)} returning old.before, ${rulesetJson}::text as json`;
  const { before, after } = await changeRules(tx, actor, unit, async () => {
    return changeJson<Ruleset>(tx, update, "ruleset_not_found").catch(refuseWindow);
  });
  const now = after.parse();
  const changes = changesBetween(rulesetContent(before), rulesetContent(now));
  audit(tx, "ruleset.updated", { id: rulesetId, name: now.name }, { unitId: unit.unitId, changes });
  return after;
}

/** Removes a ruleset with its rules. Throws ruleset_not_found. */
export async function deleteRuleset(tx: Tx, actor: UnitActor, unit: ActiveUnit, rulesetId: string): Promise<void> {
  await changeRules(tx, actor, unit, async () => {
    const isGiven = isRuleset(actor, unit, rulesetId);
    const [gone] = await tx.delete(rulesets).where(isGiven).returning({ id: rulesets.rulesetId, name: rulesets.name });
    if (!gone) throw new DomainError("ruleset_not_found");
    audit(tx, "ruleset.deleted", gone, { unitId: unit.unitId });
  });
}

/** The condition that a row is this ruleset of the OU. */
export const isRuleset = (reader: UnitReader, unit: ReadUnit, rulesetId: string): SQL =>
  sql`${inUnitOf(reader, unit, rulesets)} and ${rulesets.rulesetId} = ${rulesetId}`;

const time = (value: string | null | undefined) => sql`${value ?? null}::timestamptz`;

/** The refusal of a window that ends before it starts. */
export const backwards = () =>
  new DomainError("invalid_content", undefined, [{ pointer: "/ends_at", detail: "must be after starts_at" }]);

function assertWindow({ starts_at: start, ends_at: end }: Pick<UpdateRulesetInput, "starts_at" | "ends_at">): void {
  if (start && end && Date.parse(end) <= Date.parse(start)) throw backwards();
}

// Only one end was sent; the other is in the row.
function refuseWindow(error: unknown): never {
  throw violatedCheck(error) === "rulesets_window" ? backwards() : error;
}
