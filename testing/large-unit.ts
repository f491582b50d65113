import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { expect } from "vitest";
import { until } from "./launch";

/** An OU whose scores are made by a job, because it has more leads than a request recomputes. */
export const LEADS = 6_000;

export type UnitKey = { orgId: string; unitId: string };

/** What the OU's rules give, beside the marks: every weight is a multiple of ten, and a mark is worth one. */
export const weights = { viewed: 100, clicked: 50, left: -30 };
export const fit = { profile_field: "employees", operator: "greater_than", value: 500, weight: 20 };

/** A rule that gives one point to every seeded lead, so that a score's last digit tells how many of them made it. */
export const mark = { profile_field: "country", operator: "not_equals", value: "none", weight: 1 };

/** Fills an empty OU with leads and one to three events of each, past the product, without scores. Returns its leads' ids. */
export async function seedLargeUnit(sql: Sql, { orgId, unitId }: UnitKey): Promise<string[]> {
  const people = sql`select n, 'lead_' || md5(${unitId}::text || n) as lead_id, now() - interval '1 day' - n * interval '1 minute' as latest
    from generate_series(1, ${LEADS}::int) n`;
  await sql`insert into leads (org_id, unit_id, lead_id, profile, profile_keys, created_at, last_event_at, last_active_at)
    select ${orgId}, ${unitId}, lead_id, profile, profile, now() - interval '100 days' + n * interval '1 minute', latest, latest
      from (${people}) p cross join lateral jsonb_build_object('country', 'de', 'employees', n * 31 % 900) profile`;
  await sql`with made as (
      select lead_id, n, k, (array['viewed', 'clicked', 'left'])[1 + (n + k) % 3] as type, latest - k * interval '1 hour' as at
        from (${people}) p, generate_series(0, n % 3) k),
    kept as (
      insert into events (org_id, unit_id, event_id, lead_id, event_type, occurred_at)
      select ${orgId}, ${unitId}, 'evt_' || n || '_' || k, lead_id, type, at from made)
    insert into lead_event_counts (org_id, unit_id, lead_id, event_type, events, last_at)
    select ${orgId}, ${unitId}, lead_id, type, count(*), max(at) from made group by 3, 4`;
  await sql`insert into lead_tallies (org_id, unit_id, slot, leads) values (${orgId}, ${unitId}, 0, ${LEADS})`;
  await sql`analyze leads, events, lead_event_counts`;
  const rows = await sql`select lead_id from leads where unit_id = ${unitId} order by lead_id`;
  return rows.map((row) => String(row.lead_id));
}

/** Leads whose score shown, or newest point of history, is not what their events, their profile and so many marks give. */
export async function wrongScores(sql: Sql, { orgId, unitId }: UnitKey, marks: number): Promise<unknown[]> {
  const rows = await sql`with earned as (
      select e.lead_id, sum(case e.event_type when 'viewed' then ${weights.viewed}::int when 'clicked' then ${weights.clicked}::int
                                              when 'left' then ${weights.left}::int else 0 end) as points
        from events e where e.org_id = ${orgId} and e.unit_id = ${unitId} group by 1),
    owed as (
      select l.lead_id, (coalesce(e.points, 0)
             + case when (l.profile ->> 'employees')::int > ${fit.value}::int then ${fit.weight}::int else 0 end
             + case when l.profile ->> 'country' <> 'none' then ${marks}::int else 0 end)::text as score
        from leads l left join earned e using (lead_id) where l.org_id = ${orgId} and l.unit_id = ${unitId}),
    points as (
      select distinct on (lead_id) lead_id, score::text from score_points
       where org_id = ${orgId} and unit_id = ${unitId} order by lead_id, change desc)
    select lead_id, owed.score as owed, s.score, points.score as point
      from owed full join (
        select lead_id, score::text from scoring join lead_scores using (org_id, unit_id, generation)
         where org_id = ${orgId} and unit_id = ${unitId}) s using (lead_id)
      left join points using (lead_id)
     where owed.score is distinct from s.score or points.score is distinct from s.score limit 5`;
  return [...rows];
}

/** Where a recomputation can be caught, each of some half a dozen steps. */
type Phase = "building" | "clearing";

export type Held = { generation: number; leadsDone: number; lastBuilt: string; release(): Promise<void> };

/** Catches the recomputation in the midst of a phase, between two of its steps, and keeps it from going on. */
export async function hold(sql: Sql, { unitId }: UnitKey, phase: Phase): Promise<Held> {
  await sql`select`; // postgres.js reserves no connection that it has not opened yet
  const connection = await sql.reserve();
  let held: Held | undefined;
  const release = async () => {
    await connection`rollback`;
    connection.release();
  };
  await until(
    `the scores to be half-way, ${phase}`,
    async () => {
      await connection`begin`;
      // The next step waits for this row; and this for the step at work, so none is missed between two looks.
      const [row] =
        await connection`select coalesce(building, generation) as generation, building is not null as builds,
        leads_done::int as done, coalesce(building_after, '') as built, garbage_after <> '' as clears
      from scoring where unit_id = ${unitId} for update`;
      const isThere =
        phase === "building" ? row?.builds && row.done > 0 && row.done < LEADS : !row?.builds && row?.clears;
      if (isThere) held = { generation: row?.generation, leadsDone: row?.done, lastBuilt: row?.built, release };
      else await connection`rollback`;
      return held !== undefined;
    },
    240,
  );
  return held as Held; // until() has thrown where there is none
}

/** Waits until the generation is shown and no other is left. */
export async function settled(sql: Sql, { unitId }: UnitKey, generation: number): Promise<void> {
  const isDone = async () => {
    await sleep(100);
    const rows = await sql`select from scoring
      where unit_id = ${unitId} and generation = ${generation} and building is null and garbage = '{}'`;
    return rows.length === 1;
  };
  await until(`generation ${generation} to be shown, and the others to be cleared away`, isDone, 240);
  const left = await sql`select distinct generation from lead_scores where unit_id = ${unitId}`;
  expect(left.map((row) => row.generation)).toEqual([generation]);
}
