import type { Sql } from "postgres";
import { defineBenchId } from "@/bench/seed";
import { EVENT_TYPES, type UnitSize } from "./seed-unit";

const WEIGHTS = [1, 5, 2, 12, 40, -15];
const STEP_LEADS = 2_000; // like the product's runner (domain/scores/recompute.ts)
const AT_ONCE = 5_000; // a change of rules recomputes up to this many leads by itself

async function addRules(sql: Sql, { org_id: orgId, unit_id: unitId, index }: UnitSize): Promise<void> {
  await sql`insert into rulesets (org_id, unit_id, ruleset_id, name, kind)
    select ${orgId}, ${unitId}, pg_temp.bench_id('rset', ${index * 10}::int + n), name, kind
      from (values (1, 'Website', 'engagement'), (2, 'Sales', 'engagement'), (3, 'Fit', 'profile')) r (n, name, kind)`;
  await sql`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, event_type, weight)
    select ${orgId}, ${unitId}, pg_temp.bench_id('rule', ${index * 100}::int + n), pg_temp.bench_id('rset', ${index * 10}::int + case when n <= 3 then 1 else 2 end),
           'engagement', type, weight
      from unnest(${EVENT_TYPES}::text[], ${WEIGHTS}::int[]) with ordinality r (type, weight, n)`;
  await sql`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, profile_field, operator, value, value_key, weight)
    select ${orgId}, ${unitId}, pg_temp.bench_id('rule', ${index * 100}::int + 10 + n), pg_temp.bench_id('rset', ${index * 10}::int + 3),
           'profile', field, operator, value::jsonb, value::jsonb #>> '{}', weight
      from (values (1, 'employees', 'greater_than', '500', 25), (2, 'country', 'equals', '"de"', 10)) r (n, field, operator, value, weight)`;
}

/**
 * Adds rules to an OU and computes its scores with the product's own functions. Returns how many seconds that took. All other
 * OUs get a score of 10 for each lead, and every lead the first point of its history.
 */
export async function seedScores(sql: Sql, unit: UnitSize): Promise<number> {
  await defineBenchId(sql);
  const { org_id: orgId, unit_id: unitId } = unit;
  const startedAt = performance.now();
  await sql`select begin_rule_change(${orgId}, ${unitId})`;
  await addRules(sql, unit);
  await sql`select finish_rule_change(${orgId}, ${unitId}, ${AT_ONCE}::int)`;
  for (let state = "working"; state === "working"; ) {
    const [row] = await sql<{ state: string }[]>`
      select recompute_step(${orgId}, ${unitId}, ${STEP_LEADS}::int) as state`;
    state = row?.state ?? "";
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await sql`insert into scoring (org_id, unit_id) select org_id, unit_id from org_units on conflict do nothing`;
  await sql`insert into lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    select org_id, unit_id, 1, lead_id, 10, 10, 0 from leads where unit_id <> ${unitId}`;
  await sql`insert into score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    select s.org_id, s.unit_id, s.lead_id, 0, c.activated_at, 1, s.score
      from scoring c join lead_scores s on s.org_id = c.org_id and s.unit_id = c.unit_id and s.generation = c.generation
     order by s.org_id, s.unit_id, s.lead_id`;
  return seconds;
}
