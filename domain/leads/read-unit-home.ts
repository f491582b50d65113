import { sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { eventDays } from "@/db/schema/events";
import { leads, leadTallies } from "@/db/schema/leads";
import { leadScores } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { type LeadNames, leadNames } from "./lead-names";
import { shownScores } from "./present";

const DAYS = 30;
const TOP = 8;

/** The lower bounds of the distribution's steps; the first step has no lower bound and the last no upper. */
const STEPS = [0, 1, 20, 40, 70, 100, 200];

type UnitHome = {
  leads: number;
  /** The events on each of the last 30 days (UTC), today last, and 30 days before each. */
  days: { day: string; events: number; before: number }[];
  /** The number of leads with a score from `from` to `to`, inclusive; null: unbounded. */
  distribution: { from: number | null; to: number | null; leads: number }[];
  top: { lead_id: string; score: number; last_event_at: string | null; names: LeadNames }[];
};

/** An OU at a glance. */
export async function readUnitHome(tx: Tx, reader: UnitReader, unit: ReadUnit): Promise<UnitHome> {
  const today = sql`(now() at time zone 'UTC')::date`;
  const [events, before] = [sql`coalesce(n.events, 0)`, sql`coalesce(b.events, 0)`];
  const counted = sql`counted as (select ${eventDays.day}, sum(${eventDays.events}) as events from ${eventDays}
    where ${inUnitOf(reader, unit, eventDays)} and ${eventDays.day} > ${today} - ${2 * DAYS}::int group by 1)`;
  const days = sql`(select json_agg(${jsonObject({ day: sql`d.day`, events, before })} order by d.day)
      from (select ${today} - back as day from generate_series(0, ${DAYS - 1}::int) back) d
      left join counted n using (day) left join counted b on b.day = d.day - ${DAYS}::int)`;
  const steps = sql`(select json_agg(coalesce(n.leads, 0) order by index)
      from generate_series(0, ${STEPS.length}::int) index
      left join (select width_bucket(${leadScores.score}, ${`{${STEPS.join(",")}}`}::bigint[]) as index, count(*) as leads
                   from ${leadScores}
                  where ${inUnitOf(reader, unit, leadScores)} and ${leadScores.generation} = (select generation from shown)
                  group by 1) n using (index))`;
  const lead = jsonObject({
    lead_id: leads.leadId,
    score: sql`top.score`,
    last_event_at: jsonTime(leads.lastEventAt),
    names: leadNames(reader, unit),
  });
  const top = sql`(select coalesce(json_agg(${lead} order by top.score desc, top.lead_id desc), '[]') from (
        select ${leadScores.leadId}, ${leadScores.score} from ${leadScores}
         where ${inUnitOf(reader, unit, leadScores)} and ${leadScores.generation} = (select generation from shown)
         order by ${leadScores.score} desc, ${leadScores.leadId} desc limit ${TOP}::int) top
      join ${leads} on ${inUnitOf(reader, unit, leads)} and ${leads.leadId} = top.lead_id)`;
  const total = sql`(select coalesce(sum(${leadTallies.leads}), 0) from ${leadTallies} where ${inUnitOf(reader, unit, leadTallies)})`;
  const json = jsonObject({ leads: total, days, steps, top });
  const home = await readJson<Omit<UnitHome, "distribution"> & { steps: number[] }>(
    tx,
    sql`with ${shownScores(reader, unit)}, ${counted} select ${json}::text as json`,
  );
  const { steps: counts, ...rest } = home.parse();
  return { ...rest, distribution: counts.map((count, index) => ({ ...stepAt(index), leads: count })) };
}

const stepAt = (index: number) => {
  const next = STEPS[index];
  return { from: STEPS[index - 1] ?? null, to: next === undefined ? null : next - 1 };
};
