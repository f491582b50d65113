import { type SQL, sql } from "drizzle-orm";
import { jsonbValue, readJson } from "@/db/json";
import { type ListRequest, listAll, oldestFirst } from "@/db/keyset";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { beginRuleChange, changeRules } from "@/domain/scores/rule-change";
import { DomainError, type FieldFault } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { textKey } from "@/lib/text-key";
import { isRuleset } from "./operations";
import { placeRule } from "./place-rule";
import { ruleJson } from "./present";
import { type Rule, type RuleInput, type RulesetKind, ruleContent, type UpdateRuleInput } from "./schema";

/** The rules of a ruleset, oldest first. Throws ruleset_not_found. */
export const listRules = (tx: Tx, reader: UnitReader, unit: ReadUnit, rulesetId: string) =>
  listAll<Rule>(tx, ruleList(reader, unit, rulesetId));

/** The same list, streamed if it is long. */
export const streamRules = (tx: Tx, reader: UnitReader, unit: ReadUnit, rulesetId: string, again: Again) =>
  streamAll<Rule>(tx, again, ruleList(reader, unit, rulesetId));

const ruleList = (reader: UnitReader, unit: ReadUnit, rulesetId: string): ListRequest => ({
  from: rules,
  where: sql`${inUnitOf(reader, unit, rules)} and ${rules.rulesetId} = ${rulesetId}`,
  sort: oldestFirst(rules.createdAt, rules.ruleId),
  item: ruleJson,
  total: null,
  owner: {
    json: sql`select 'true' from ${rulesets} where ${isRuleset(reader, unit, rulesetId)}`,
    missing: "ruleset_not_found",
  },
});

/** Adds a rule. Throws ruleset_not_found, and invalid_content for fields that don't belong to the ruleset's kind. */
export async function createRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  input: RuleInput,
): Promise<{ ruleId: string; rule: JsonText<Rule> }> {
  const ruleId = newId("rule");
  const rule = await changeRules(tx, actor, unit, async () => {
    const { kind, name } = await findRuleset(tx, actor, unit, rulesetId);
    assertKind(kind, input);
    const changes = changesBetween({}, input);
    audit(tx, "rule.created", { id: ruleId, name }, { unitId: unit.unitId, changes });
    const { event_type: type, profile_field: field, operator, weight, active = true } = input;
    return readJson<Rule>(
      tx,
      sql`insert into ${rules}
            (org_id, unit_id, rule_id, ruleset_id, kind, event_type, profile_field, operator, value, value_key, weight, active)
          values (${actor.orgId}, ${unit.unitId}, ${ruleId}, ${rulesetId}, ${kind}, ${type ?? null}, ${field ?? null},
                  ${operator ?? null}, ${jsonbValue(input.value)}, ${valueKey(input)}, ${weight}, ${active})
          returning (${ruleJson})::text as json`,
    );
  });
  return { ruleId, rule };
}

/** Changes the given fields of a rule; absent ones stay. Throws ruleset_not_found, rule_not_found, and invalid_content as createRule does. */
export async function updateRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  ruleId: string,
  { position, ...wanted }: UpdateRuleInput,
): Promise<JsonText<Rule>> {
  const save = async () => {
    const { kind, name } = await findRuleset(tx, actor, unit, rulesetId);
    const found = await readJson<Rule>(
      tx,
      sql`select (${ruleJson})::text as json from ${rules} where ${isRule(actor, unit, rulesetId, ruleId)}`,
      "rule_not_found",
    );
    const before = found.parse();
    const input = { ...before, ...wanted };
    assertKind(kind, input);
    const moved = position === undefined ? [] : await placeRule(tx, actor, unit, rulesetId, ruleId, position);
    const changes = [...changesBetween(before, ruleContent(input)), ...moved];
    audit(tx, "rule.updated", { id: ruleId, name }, { unitId: unit.unitId, changes });
    return readJson<Rule>(
      tx,
      sql`update ${rules}
             set event_type = ${input.event_type ?? null}, profile_field = ${input.profile_field ?? null},
                 operator = ${input.operator ?? null}, value = ${jsonbValue(input.value)},
                 value_key = ${valueKey(input)}, weight = ${input.weight}, active = ${input.active}
           where ${isRule(actor, unit, rulesetId, ruleId)} returning (${ruleJson})::text as json`,
    );
  };
  if (Object.keys(wanted).length > 0) return changeRules(tx, actor, unit, save);
  await beginRuleChange(tx, actor, unit); // a move changes no score
  return save();
}

/** Removes a rule. Throws ruleset_not_found, rule_not_found. */
export async function deleteRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  ruleId: string,
): Promise<void> {
  await changeRules(tx, actor, unit, async () => {
    const { name } = await findRuleset(tx, actor, unit, rulesetId);
    const isGiven = isRule(actor, unit, rulesetId, ruleId);
    const gone = await tx.delete(rules).where(isGiven).returning({ id: rules.ruleId });
    if (gone.length === 0) throw new DomainError("rule_not_found");
    audit(tx, "rule.deleted", { id: ruleId, name }, { unitId: unit.unitId });
  });
}

/** Throws invalid_content at `base` and below for fields that are missing or don't belong to the kind. */
export function assertKind(kind: RulesetKind, input: RuleInput, base = ""): void {
  const own = { engagement: ["event_type"], profile: ["profile_field", "operator", "value"] } as const;
  const other = kind === "engagement" ? own.profile : own.engagement;
  const faults: FieldFault[] = [
    ...own[kind]
      .filter((field) => input[field] === undefined)
      .map((field) => ({ pointer: `${base}/${field}`, detail: "is required" })),
    ...other
      .filter((field) => input[field] !== undefined)
      .map((field) => ({ pointer: `${base}/${field}`, detail: `does not belong to a rule of kind ${kind}` })),
  ];
  if (/^(greater|less)_than$/.test(input.operator ?? "") && !isNumber(input.value)) {
    faults.push({ pointer: `${base}/value`, detail: `must be a number for the operator ${input.operator}` });
  }
  if (faults.length > 0) throw new DomainError("invalid_content", undefined, faults);
}

// The number syntax of profile_matches in SQL, which differs from JavaScript's.
const isNumber = (value: RuleInput["value"]) =>
  typeof value === "number" || /^-?\d+(\.\d+)?$/.test(String(value ?? "0"));

/** The normalized form in which a text value is compared; null for numbers and booleans, which are compared as written. */
export const valueKey = ({ value }: Pick<RuleInput, "value">): string | null =>
  typeof value === "string" ? textKey(value) : null;

/** The condition that a row is this rule of the OU's ruleset. */
export const isRule = (reader: UnitReader, unit: ReadUnit, rulesetId: string, ruleId: string): SQL =>
  sql`${inUnitOf(reader, unit, rules)} and ${rules.rulesetId} = ${rulesetId}
      and ${rules.ruleId} = ${ruleId}`;

async function findRuleset(tx: Tx, actor: UnitActor, unit: ActiveUnit, rulesetId: string) {
  const [row] = await tx
    .select({ kind: rulesets.kind, name: rulesets.name })
    .from(rulesets)
    .where(isRuleset(actor, unit, rulesetId));
  if (!row) throw new DomainError("ruleset_not_found");
  return row;
}
