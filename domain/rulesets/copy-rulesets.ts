import { sql } from "drizzle-orm";
import { jsonbValue } from "@/db/json";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { changeRules } from "@/domain/scores/rule-change";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { mayWriteRulesets } from "./policy";
import { valueKey } from "./rules";
import { listRulesetsWithRules } from "./rulesets-with-rules";
import { type CopyRulesetsInput, type RulesetCopies, ruleContent, rulesetContent } from "./schema";

type Copies = RulesetCopies["rulesets"];

/**
 * Adds copies of all rulesets of another OU to this one, with their rules in the same order, or with `dry_run` only says which.
 * Throws org_unit_not_found for an OU out of reach, forbidden unless the actor may change the rules of both, invalid_content.
 */
export async function copyRulesets(
  tx: Tx,
  actor: Actor,
  unitId: string,
  { from_unit_id: from, dry_run: isDry = false }: CopyRulesetsInput,
): Promise<RulesetCopies> {
  if (from === unitId) throw new DomainError("invalid_content", undefined, [sameUnit]);
  const found = await listRulesetsWithRules(tx, actor, await enter(tx, actor, from));
  const unit = await enter(tx, actor, unitId);
  const copies = found.map(({ ruleset, rules: own }) => {
    return { ...rulesetContent(ruleset), kind: ruleset.kind, rules: own.map(ruleContent) };
  });
  if (!isDry && copies.length > 0) await changeRules(tx, actor, unit, () => save(tx, actor, unit, copies));
  return { rulesets: copies };
}

const sameUnit = { pointer: "/from_unit_id", detail: "must be another OU" };

// The policies show and take rows of one OU at a time: first those of the source, then those of the target.
async function enter(tx: Tx, actor: Actor, unitId: string): Promise<ActiveUnit> {
  const unit = await selectUnit(tx, unitId);
  if (!unit) throw new DomainError("org_unit_not_found");
  if (!mayWriteRulesets(actor, {}, unit)) throw new DomainError("forbidden");
  return unit;
}

// New IDs sort by their making, so copies of one moment are listed in the order of their originals.
async function save(tx: Tx, actor: Actor, unit: ActiveUnit, copies: Copies): Promise<void> {
  const sets = copies.map((copy) => ({ ...copy, id: newId("rset") }));
  const added = sets.flatMap(({ id, name, kind, rules: own }) =>
    own.map((rule, index) => {
      const [ruleId, changes] = [newId("rule"), changesBetween({}, rule)];
      return {
        ...rule,
        id: ruleId,
        ruleset_id: id,
        name,
        kind,
        value_key: valueKey(rule),
        position: index + 1,
        changes,
      };
    }),
  );
  await tx.execute(sql`insert into ${rulesets} (org_id, unit_id, ruleset_id, name, kind, active, starts_at, ends_at, score_above)
    select ${actor.orgId}, ${unit.unitId}, c.id, c.name, c.kind, c.active, c.starts_at, c.ends_at, c.score_above
      from jsonb_to_recordset(${jsonbValue(sets)})
        as c (id text, name text, kind text, active boolean, starts_at timestamptz, ends_at timestamptz, score_above bigint)`);
  await tx.execute(sql`insert into ${rules} (org_id, unit_id, rule_id, ruleset_id, kind, event_type, profile_field, operator,
           value, value_key, weight, active, position)
    select ${actor.orgId}, ${unit.unitId}, c.id, c.ruleset_id, c.kind, c.event_type, c.profile_field, c.operator,
           c.value, c.value_key, c.weight, c.active, c.position
      from jsonb_to_recordset(${jsonbValue(added)})
        as c (id text, ruleset_id text, kind text, event_type text, profile_field text, operator text, value jsonb,
              value_key text, weight int, active boolean, position int)`);
  const inUnit = { unitId: unit.unitId };
  for (const { id, rules: _rules, ...content } of sets) {
    audit(tx, "ruleset.created", { id, name: content.name }, { ...inUnit, changes: changesBetween({}, content) });
  }
  for (const { id, name, changes } of added) audit(tx, "rule.created", { id, name }, { ...inUnit, changes });
}
