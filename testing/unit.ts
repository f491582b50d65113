import { sql } from "drizzle-orm";
import { withUnit } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor, UnitActor } from "@/domain/access/actor";
import { owner } from "./database";
import { makeOrganization, type TestOrganization, unitOf } from "./organization";

/** A new organization, its admin, and its default OU as the admin's active one. */
export type TestUnit = { org: TestOrganization; actor: Actor; unit: ActiveUnit };

/** Makes a new organization with its default OU to work in. */
export async function makeUnit(): Promise<TestUnit> {
  const org = await makeOrganization();
  return { org, actor: org.admin, unit: await unitOf(org.admin, org.unitId) };
}

/** Runs one step of the recomputation. Returns 'working', or 'idle' if nothing is left to do. */
export async function recomputeStep(actor: UnitActor, unit: ActiveUnit, leads: number): Promise<string> {
  const statement = sql`select recompute_step(${actor.orgId}, ${unit.unitId}, ${leads}::int) as state`;
  const [row] = await withUnit(actor, unit, (tx) => tx.execute<{ state: string }>(statement));
  return row?.state ?? "";
}

/** Finds derived rows of the OU that contradict the rows they are derived from; [] if there are none. */
export async function contradictions({ org, unit }: TestUnit): Promise<string[]> {
  const [orgId, unitId] = [org.orgId, unit.unitId];
  const rows = await owner()<{ what: string }[]>`
    with own as (select * from leads where org_id = ${orgId} and unit_id = ${unitId}),
    named as (select lead_id as id, lead_id from own union all
              select merged_id, lead_id from lead_merges where org_id = ${orgId} and unit_id = ${unitId}),
    kept as (select e.*, n.lead_id as of from events e left join named n on n.id = e.lead_id
              where e.org_id = ${orgId} and e.unit_id = ${unitId}),
    counted as (select of as lead_id, event_type, count(*) as events, max(occurred_at) as last_at from kept group by 1, 2),
    counts as (select lead_id, event_type, events, last_at from lead_event_counts
                where org_id = ${orgId} and unit_id = ${unitId}),
    scores as (select s.* from lead_scores s join scoring c using (org_id, unit_id)
                where s.org_id = ${orgId} and s.unit_id = ${unitId}),
    live as (select generation, garbage from scoring where org_id = ${orgId} and unit_id = ${unitId})
    select 'an event without a lead' as what from kept where of is null
    union all select 'a count: ' || coalesce(a.lead_id, b.lead_id) from counted a full join counts b using (lead_id, event_type)
      where (a.events, a.last_at) is distinct from (b.events, b.last_at)
    union all select 'no score: ' || lead_id from own, live
      where lead_id not in (select s.lead_id from scores s where s.generation = live.generation)
    union all select 'a score that the rules do not give: ' || s.lead_id from scores s
      join scoring c using (org_id, unit_id) cross join lateral (
        select coalesce(sum(p.points) filter (where p.kind = 'engagement'), 0) as engagement,
               coalesce(sum(p.points) filter (where p.kind = 'profile'), 0) as profile
          from rule_points(s.org_id, s.unit_id, c.rules, array[s.lead_id]) p) given
      where s.generation = c.generation and (s.score, s.engagement, s.profile)
        is distinct from (given.engagement + given.profile, given.engagement, given.profile)
    union all select 'a score without a lead: ' || lead_id from scores where lead_id not in (select lead_id from own)
    union all select 'a score of an unknown generation' from scores s, scoring c
      where c.org_id = s.org_id and c.unit_id = s.unit_id and s.generation <> all (c.garbage || array[c.generation, coalesce(c.building, 0)])
    union all select 'a point without a lead' from score_points
      where org_id = ${orgId} and unit_id = ${unitId} and lead_id not in (select lead_id from own)
    union all select 'the newest point is not the score: ' || o.lead_id from own o cross join live cross join lateral (
        select p.score from score_points p where p.org_id = ${orgId} and p.unit_id = ${unitId} and p.lead_id = o.lead_id
         order by p.change desc limit 1) newest
      join scores s on s.lead_id = o.lead_id and s.generation = live.generation
      where newest.score <> s.score and live.garbage = '{}'
    union all select 'last_event_at: ' || o.lead_id from own o left join (select of, max(occurred_at) as at from kept group by 1) k on k.of = o.lead_id
      where o.last_event_at is distinct from k.at or o.last_active_at is distinct from coalesce(k.at, o.last_active_at)
    union all select 'the tally of leads' where (select coalesce(sum(leads), 0) from lead_tallies where org_id = ${orgId} and unit_id = ${unitId})
      <> (select count(*) from own)
    union all select 'the events of a day: ' || day from (
        select day, sum(events) as n from event_days where org_id = ${orgId} and unit_id = ${unitId} group by 1) d
      full join (select (occurred_at at time zone 'UTC')::date as day, count(*) as n from kept group by 1) k using (day)
      where coalesce(d.n, 0) <> coalesce(k.n, 0)
    union all select 'an answer about nobody' from idempotency_key_leads
      where org_id = ${orgId} and unit_id = ${unitId} and lead_id not in (select id from named)`;
  return rows.map((row) => row.what);
}
