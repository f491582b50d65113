import { type SQL, sql } from "drizzle-orm";
import { findJson } from "@/db/json";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { beginRuleChange } from "@/domain/scores/rule-change";
import { isRuleset } from "./operations";
import { ruleJson, rulesetJson } from "./present";
import { isRule } from "./rules";
import { type Rule, type Ruleset, ruleContent, rulesetContent } from "./schema";

type InUnit = { actor: UnitActor; unit: ActiveUnit };

// Every change of the OU's rules takes this lock before it locks any row.
async function read<T>(tx: Tx, { actor, unit }: InUnit, row: SQL) {
  await beginRuleChange(tx, actor, unit);
  return findJson<T>(tx, row);
}

/** How versions of a ruleset are compared. */
export const rulesetVersion = {
  content: rulesetContent,
  lock: (tx: Tx, caller: InUnit, { id }: { id: string }) =>
    read<Ruleset>(
      tx,
      caller,
      sql`select ${rulesetJson}::text as json from ${rulesets} where ${isRuleset(caller.actor, caller.unit, id)}`,
    ),
};

/** How versions of a rule are compared. */
export const ruleVersion = {
  content: ruleContent,
  lock: (tx: Tx, caller: InUnit, { id, ruleId }: { id: string; ruleId: string }) =>
    read<Rule>(
      tx,
      caller,
      sql`select (${ruleJson})::text as json from ${rules} where ${isRule(caller.actor, caller.unit, id, ruleId)}`,
    ),
};
