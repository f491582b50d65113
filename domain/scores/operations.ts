import { sql } from "drizzle-orm";
import { jsonObject, jsonTime, jsonValue, readJson } from "@/db/json";
import { events } from "@/db/schema/events";
import { leads } from "@/db/schema/leads";
import { rulesets } from "@/db/schema/rulesets";
import { scorePoints, scoring } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { idsOfLead } from "@/domain/leads/operations";
import { fromPage, scoreBreakdown, scoreJsonFields, shownScores } from "@/domain/leads/present";
import type { JsonText } from "@/lib/json-text";
import type { Score, ScoreExplanation, ScoreHistory, ScoringState } from "./schema";

const named = (reader: UnitReader, unit: ReadUnit, leadId: string) =>
  sql`page as materialized (select lead_named(${reader.orgId}, ${unit.unitId}, ${leadId}) as lead_id, null as value)`;

/** A lead's score by ruleset; a merged lead's id leads to the lead it went into. Throws lead_not_found. */
export async function readScore(tx: Tx, reader: UnitReader, unit: ReadUnit, leadId: string): Promise<JsonText<Score>> {
  const statement = sql`with ${shownScores(reader, unit)}, ${named(reader, unit, leadId)}, ${scoreBreakdown(reader, unit)}
    select ${jsonObject({ lead_id: leads.leadId, ...scoreJsonFields })}::text as json ${fromPage()}`;
  return readJson<Score>(tx, statement, "lead_not_found");
}

/** Which rules gave which points for which events, by the rules behind the score that is shown. Throws lead_not_found. */
export async function explainScore(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  leadId: string,
): Promise<JsonText<ScoreExplanation>> {
  const rule = sql`rule(rule_id text, event_type text, profile_field text, operator text, value text, weight bigint)`;
  const latest = sql`select json_agg(${jsonObject({ event_id: sql`e.event_id`, timestamp: jsonTime(sql`e.occurred_at`) })}
      order by e.occurred_at desc, e.event_id desc) from (
    select event_id, occurred_at from latest where latest.event_type = rule.event_type
     order by occurred_at desc, event_id desc limit 10) e`;
  const json = jsonObject({
    rule_id: sql`p.rule_id`,
    ruleset_id: sql`p.ruleset_id`,
    ruleset_name: rulesets.name,
    kind: sql`p.kind`,
    event_type: sql`rule.event_type`,
    profile_field: sql`rule.profile_field`,
    operator: sql`rule.operator`,
    value: sql`rule.value`,
    weight: sql`rule.weight`,
    times: sql`p.times`,
    points: sql`p.points`,
    events: sql`coalesce((${latest}), '[]')`,
  });
  const statement = sql`with ${shownScores(reader, unit)}, ${named(reader, unit, leadId)},
    latest as materialized (
      select newest.* from page cross join lateral ${idsOfLead(reader, unit, sql`page.lead_id`)} ids cross join lateral (
        select event_id, event_type, occurred_at from ${events}
         where ${inUnitOf(reader, unit, events)} and ${events.leadId} = ids.lead_id
         order by ${events.occurredAt} desc, ${events.eventId} desc limit 1000) newest),
    given as materialized (
      select p.* from shown cross join lateral
        rule_points(${reader.orgId}, ${unit.unitId}, shown.rules, array(select lead_id from page)) p)
    select json_build_object('lead_id', ${leads.leadId}, 'score', coalesce((select sum(points) from given), 0), 'rules', (
        select coalesce(json_agg(${json} order by p.points desc, p.rule_id), '[]')
          from given p cross join shown join jsonb_to_recordset(shown.rules) as ${rule} on rule.rule_id = p.rule_id
          left join ${rulesets} on ${inUnitOf(reader, unit, rulesets)} and ${rulesets.rulesetId} = p.ruleset_id))::text as json
      from page join ${leads} on ${inUnitOf(reader, unit, leads)} and ${leads.leadId} = page.lead_id`;
  return readJson<ScoreExplanation>(tx, statement, "lead_not_found");
}

/** The latest 200 changes of a lead's score, oldest first. Throws lead_not_found. */
export async function readScoreHistory(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  leadId: string,
): Promise<JsonText<ScoreHistory>> {
  const point = jsonObject({ timestamp: jsonTime(scorePoints.recordedAt), score: scorePoints.score });
  const statement = sql`with ${named(reader, unit, leadId)}
    select json_build_object('lead_id', ${leads.leadId}, 'history', (
        select coalesce(json_agg(${point} order by ${scorePoints.change}), '[]') from ${scorePoints}
         where ${inUnitOf(reader, unit, scorePoints)} and ${scorePoints.leadId} = ${leads.leadId}))::text as json
      from page join ${leads} on ${inUnitOf(reader, unit, leads)} and ${leads.leadId} = page.lead_id`;
  return readJson<ScoreHistory>(tx, statement, "lead_not_found");
}

/** Whether the OU's scores are up to date with its current rules, and the progress of a recomputation. */
export async function readScoring(tx: Tx, reader: UnitReader, unit: ReadUnit): Promise<JsonText<ScoringState>> {
  const json = jsonObject({
    state: sql`case when ${scoring.building} is not null then 'recomputing' when ${scoring.dueAt} <= now() then 'waiting'
      else 'current' end`,
    scored_at: jsonTime(scoring.activatedAt),
    leads_done: sql`case when ${scoring.building} is null then 0 else ${scoring.leadsDone} end`,
    leads_total: sql`case when ${scoring.building} is null then 0 else ${scoring.leadsTotal} end`,
    started_at: sql`case when ${scoring.building} is not null then ${jsonTime(scoring.buildingStartedAt)} end`,
  });
  const nothing = { state: "current", scored_at: null, leads_done: 0, leads_total: 0, started_at: null };
  const statement = sql`select coalesce((select ${json} from ${scoring} where ${inUnitOf(reader, unit, scoring)}),
    ${jsonValue(nothing)})::text as json`;
  return readJson<ScoringState>(tx, statement);
}
