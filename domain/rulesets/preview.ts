import { type SQL, sql } from "drizzle-orm";
import { isStatementTimeout } from "@/db/errors";
import { jsonbValue, jsonObject } from "@/db/json";
import { leadEventCounts } from "@/db/schema/events";
import { leads, leadTallies } from "@/db/schema/leads";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";
import { scoring } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { JsonText } from "@/lib/json-text";
import { backwards, isRuleset } from "./operations";
import { assertKind, valueKey } from "./rules";
import type { PreviewInput, RulesetPreview } from "./schema";

/** The most pairs of profile rule and lead in one preview: one or two seconds of one core. */
export const MOST_PAIRS = 2_000_000;
const LONGEST_SECONDS = 4;

/** A preview keeps a core busy and nobody depends on it, so they run one at a time, in turn. */
export const takePreviewTurn = createGate({
  name: "preview",
  slots: 1,
  queueLimit: 60,
  queueLimitPerKey: 20,
  waitMilliseconds: 10_000,
});

// The bounds between the distribution's steps; no lead moves by 0.
const EDGES = [-100, -50, -20, -10, 0, 10, 20, 50, 100];

const steps = sql.join(
  [null, ...EDGES].map((edge, index) => {
    const from = edge === null || edge >= 0 ? (edge === null ? null : edge + 1) : edge + 1;
    const next = EDGES[index];
    const to = next === undefined ? null : next <= 0 ? (next === 0 ? -1 : next) : next;
    return sql`(${sql.raw(String(index))}, ${sql.raw(from === null ? "null::int" : String(from))}, ${sql.raw(to === null ? "null::int" : String(to))})`;
  }),
  sql`, `,
);

/**
 * How many leads a change of a ruleset would move and by how much, compared with the scores shown now; writes nothing. Reads
 * only the event counts and profile fields whose weight would change. Throws ruleset_not_found, invalid_content,
 * preview_too_large, and overloaded if too many others wait.
 */
export async function previewRuleset(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  input: PreviewInput,
): Promise<JsonText<RulesetPreview>> {
  if (input.rules || input.starts_at || input.ends_at) await assertSavable(tx, actor, unit, rulesetId, input);
  return run(tx, statement(actor, unit, rulesetId, input));
}

async function run(tx: Tx, preview: SQL): Promise<JsonText<RulesetPreview>> {
  try {
    await tx.execute(sql`select set_config('statement_timeout', ${`${LONGEST_SECONDS}s`}, true)`);
    const [row] = await tx.execute<{ json: string; is_too_large: boolean }>(preview);
    if (!row) throw new DomainError("ruleset_not_found");
    if (row.is_too_large) throw new DomainError("preview_too_large");
    return new JsonText(row.json);
  } catch (error) {
    throw isStatementTimeout(error) ? new DomainError("preview_too_large") : error;
  }
}

// Refuses what saving would refuse.
async function assertSavable(tx: Tx, actor: UnitActor, unit: ActiveUnit, rulesetId: string, input: PreviewInput) {
  const isBackwards = sql<
    boolean | null
  >`${kept(input.ends_at, sql`ends_at`)} <= ${kept(input.starts_at, sql`starts_at`)}`;
  const columns = { kind: rulesets.kind, isBackwards };
  const [row] = await tx
    .select(columns)
    .from(rulesets)
    .where(isRuleset(actor, unit, rulesetId));
  if (!row) throw new DomainError("ruleset_not_found");
  for (const [index, rule] of (input.rules ?? []).entries()) assertKind(row.kind, rule, `/rules/${index}`);
  if (row.isBackwards) throw backwards();
}

const kept = (value: string | null | undefined, column: SQL): SQL =>
  value === undefined ? column : sql`${value}::timestamptz`;

/** The ruleset's rules after the change, as rows of event_type, profile_field, operator, key and weight. */
function wantedRules(actor: UnitActor, unit: ActiveUnit, rulesetId: string, input: PreviewInput): SQL {
  const counts = sql`exists (select from ${rulesets} where ${isRuleset(actor, unit, rulesetId)}
      and coalesce(${input.active ?? null}::boolean, ${rulesets.active})
      and coalesce(${kept(input.starts_at, sql`${rulesets.startsAt}`)} <= now(), true)
      and coalesce(${kept(input.ends_at, sql`${rulesets.endsAt}`)} > now(), true))`;
  if (!input.rules) {
    return sql`select event_type, profile_field, operator, coalesce(value_key, value #>> '{}') as key, weight::bigint as weight from ${rules}
      where ${inUnitOf(actor, unit, rules)} and ${rules.rulesetId} = ${rulesetId} and ${rules.active} and ${counts}`;
  }
  const sent = input.rules.map((rule) => ({ ...rule, key: valueKey(rule) }));
  return sql`select event_type, profile_field, operator, coalesce(key, value) as key, weight
      from jsonb_to_recordset(${jsonbValue(sent)})
        as w (event_type text, profile_field text, operator text, value text, key text, weight bigint, active boolean)
     where coalesce(w.active, true) and ${counts}`;
}

const leadCount = (actor: UnitActor, unit: ActiveUnit): SQL =>
  sql`select coalesce(sum(${leadTallies.leads}), 0) from ${leadTallies} where ${inUnitOf(actor, unit, leadTallies)}`;

function statement(actor: UnitActor, unit: ActiveUnit, rulesetId: string, input: PreviewInput): SQL {
  const counted = sql`(count(*) filter (where moved.by`;
  const distribution = sql`(select json_agg(${jsonObject({ from: sql`step."from"`, to: sql`step."to"`, leads: sql`coalesce(n.leads, 0)` })} order by step.index)
      from (values ${steps}) as step (index, "from", "to")
      left join (select width_bucket(case when by > 0 then by - 1 else by end, ${sql.raw(`array[${EDGES.map((edge) => (edge < 0 ? edge + 1 : edge)).join(",")}]`)}::bigint[]) as index, count(*) as leads
                   from moved group by 1) n on n.index = step.index)`;
  return sql`with was as (
      select event_type, profile_field, operator, key, -weight as weight from ${scoring}
       cross join jsonb_to_recordset(${scoring.rules})
          as r (ruleset_id text, event_type text, profile_field text, operator text, key text, weight bigint)
       where ${inUnitOf(actor, unit, scoring)} and r.ruleset_id = ${rulesetId}),
    wanted as (${wantedRules(actor, unit, rulesetId, input)}),
    difference as materialized (
      select event_type, profile_field, operator, key, sum(weight)::bigint as weight
        from (select * from was union all select * from wanted) both_sides group by 1, 2, 3, 4 having sum(weight) <> 0),
    size as materialized (
      select (select count(*) from difference where profile_field is not null) * (${leadCount(actor, unit)}) > ${MOST_PAIRS}::bigint as is_too_large),
    moved as materialized (
      select lead_id, sum(points) as by from (
        select ${leadEventCounts.leadId}, d.weight * ${leadEventCounts.events} as points from difference d
          join ${leadEventCounts} on ${inUnitOf(actor, unit, leadEventCounts)} and ${leadEventCounts.eventType} = d.event_type
        union all
        select ${leads.leadId}, d.weight from difference d
          join ${leads} on ${inUnitOf(actor, unit, leads)}
           and profile_matches(${leads.profileKeys} ->> d.profile_field, d.operator, d.key)
         where d.profile_field is not null and not (select is_too_large from size)) parts
       group by lead_id having sum(points) <> 0)
    select ${jsonObject({
      leads: sql`(${leadCount(actor, unit)})`,
      changed: sql`(select count(*) from moved)`,
      raised: sql`(select ${counted} > 0)) from moved)`,
      lowered: sql`(select ${counted} < 0)) from moved)`,
      distribution,
    })}::text as json, (select is_too_large from size) from ${rulesets} where ${isRuleset(actor, unit, rulesetId)}`;
}
