import { type SQL, sql } from "drizzle-orm";
import { jsonRow } from "@/db/json";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import { changeRules } from "@/domain/scores/rule-change";
import type { ActiveUnit } from "@/lib/auth/active-unit";
import type { UnitActor } from "@/lib/auth/actor";
import { DomainError, type FieldFault } from "@/lib/errors";
import type { JsonText } from "@/lib/http/reply";
import { newId } from "@/lib/ids";
import { isRuleset } from "./operations";
import { ruleJson } from "./present";
import type { Rule, RuleInput, RulesetKind } from "./schema";

/** The rules of a ruleset, the oldest first. Throws ruleset_not_found. */
export async function listRules(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
): Promise<JsonText<Rule[]>> {
  const list = await jsonRow<Rule[]>(
    tx,
    sql`select (select coalesce(json_agg(${ruleJson} order by ${rules.createdAt}, ${rules.ruleId}), '[]') from ${rules}
             where ${rules.orgId} = ${rulesets.orgId} and ${rules.unitId} = ${rulesets.unitId}
               and ${rules.rulesetId} = ${rulesets.rulesetId})::text as json
            from ${rulesets} where ${isRuleset(actor, unit, rulesetId)}`,
  );
  if (!list) throw new DomainError("ruleset_not_found");
  return list;
}

/** Adds a rule. Throws ruleset_not_found, and invalid_content for fields that are not of the ruleset's kind. */
export async function createRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  input: RuleInput,
): Promise<{ ruleId: string; rule: JsonText<Rule> }> {
  const ruleId = newId("rule");
  const rule = await changeRules(tx, actor, unit, async () => {
    const kind = await kindOf(tx, actor, unit, rulesetId);
    assertKind(kind, input);
    const { event_type: type, profile_field: field, operator, weight, active = true } = input;
    return jsonRow<Rule>(
      tx,
      sql`insert into ${rules}
            (org_id, unit_id, rule_id, ruleset_id, kind, event_type, profile_field, operator, value, weight, active)
          values (${actor.orgId}, ${unit.unitId}, ${ruleId}, ${rulesetId}, ${kind}, ${type ?? null}, ${field ?? null},
                  ${operator ?? null}, ${jsonValue(input)}, ${weight}, ${active})
          returning (${ruleJson})::text as json`,
    );
  });
  return { ruleId, rule: rule as JsonText<Rule> }; // the insert gives its row
}

/** Replaces a rule; absent `active` stays. Throws ruleset_not_found, rule_not_found, and invalid_content as createRule does. */
export function updateRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  ruleId: string,
  input: RuleInput,
): Promise<JsonText<Rule>> {
  return changeRules(tx, actor, unit, async () => {
    assertKind(await kindOf(tx, actor, unit, rulesetId), input);
    const rule = await jsonRow<Rule>(
      tx,
      sql`update ${rules}
             set event_type = ${input.event_type ?? null}, profile_field = ${input.profile_field ?? null},
                 operator = ${input.operator ?? null}, value = ${jsonValue(input)}, weight = ${input.weight},
                 active = coalesce(${input.active ?? null}::boolean, active)
           where ${isRule(actor, unit, rulesetId, ruleId)} returning (${ruleJson})::text as json`,
    );
    if (!rule) throw new DomainError("rule_not_found");
    return rule;
  });
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
    await kindOf(tx, actor, unit, rulesetId);
    const gone = await tx.execute(
      sql`delete from ${rules} where ${isRule(actor, unit, rulesetId, ruleId)} returning 1`,
    );
    if (gone.length === 0) throw new DomainError("rule_not_found");
  });
}

/** Throws invalid_content at `base` and below for fields that are missing or not of the kind. */
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

// As profile_matches reads a text; a number is one however JavaScript would write it.
const isNumber = (value: RuleInput["value"]) =>
  typeof value === "number" || /^-?\d+(\.\d+)?$/.test(String(value ?? "0"));

const jsonValue = ({ value }: RuleInput): SQL =>
  sql`${value === undefined ? null : JSON.stringify(value)}::text::jsonb`;

/** The condition of being this rule of the OU's ruleset. */
export const isRule = (actor: UnitActor, unit: ActiveUnit, rulesetId: string, ruleId: string): SQL =>
  sql`${rules.orgId} = ${actor.orgId} and ${rules.unitId} = ${unit.unitId} and ${rules.rulesetId} = ${rulesetId}
      and ${rules.ruleId} = ${ruleId}`;

async function kindOf(tx: Tx, actor: UnitActor, unit: ActiveUnit, rulesetId: string): Promise<RulesetKind> {
  const [row] = await tx.execute<{ kind: RulesetKind }>(
    sql`select kind from ${rulesets} where ${isRuleset(actor, unit, rulesetId)}`,
  );
  if (!row) throw new DomainError("ruleset_not_found");
  return row.kind;
}
