import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { asPlaced, ruleJson, rulesetJson } from "./present";
import type { Rule, Ruleset } from "./schema";

type RulesetWithRules = { ruleset: Ruleset; rules: Rule[] };

/** The OU's rulesets, oldest first, each with its rules as they were placed. */
export async function listRulesetsWithRules(tx: Tx, reader: UnitReader, unit: ReadUnit): Promise<RulesetWithRules[]> {
  const own = sql`(select coalesce(json_agg(${ruleJson} order by ${asPlaced}), '[]') from ${rules}
    where ${inUnitOf(reader, unit, rules)} and ${rules.rulesetId} = ${rulesets.rulesetId})`;
  const item = jsonObject({ ruleset: rulesetJson, rules: own });
  const list = await readJson<RulesetWithRules[]>(
    tx,
    sql`select coalesce(json_agg(${item} order by ${rulesets.createdAt}, ${rulesets.rulesetId}), '[]')::text as json
            from ${rulesets} where ${inUnitOf(reader, unit, rulesets)}`,
  );
  return list.parse();
}
