import { type SQL, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { leads } from "@/db/schema/leads";
import { rulesets } from "@/db/schema/rulesets";
import { leadScores, scoring } from "@/db/schema/scores";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";

/** The common table expression `shown`: the generation of scores that readers see, and the rules it was made with. */
export const shownScores = (reader: UnitReader, unit: ReadUnit): SQL =>
  sql`shown as materialized (select org_id, unit_id, generation, rules, activated_at from ${scoring} where ${inUnitOf(reader, unit, scoring)})`;

/** `score_of`, by a look-up of each lead's score. */
const scoresByLead = (reader: UnitReader, unit: ReadUnit): SQL => sql`,
  score_of as materialized (
    select page.lead_id, at.score from page cross join shown
     cross join lateral (select ${leadScores.score} from ${leadScores}
                          where ${inUnitOf(reader, unit, leadScores)} and ${leadScores.generation} = shown.generation
                            and ${leadScores.leadId} = page.lead_id offset 0) at)`;

/**
 * The common table expressions `person`, `breakdown` and `score_of` over the leads of the expression `page` (columns lead_id and
 * value), after `shown`: each lead, found once, and what each ruleset gives it. Materialized: where Postgres expects a page of
 * one lead, it would compute them again for each. `offset 0` forces a look-up by key: Postgres's generic plan for a plain join
 * reads the OU's whole index. The arguments of points_of are columns, because with sub-selects Postgres would not inline it.
 */
export const scoreBreakdown = (reader: UnitReader, unit: ReadUnit, scores = scoresByLead(reader, unit)): SQL => sql`
  person as materialized (
    select page.value, found.* from page cross join lateral (
      select * from ${leads} where ${inUnitOf(reader, unit, leads)} and ${leads.leadId} = page.lead_id offset 0) found),
  points as (
    select p.lead_id, p.kind, p.ruleset_id, sum(p.points)::bigint as points
      from shown cross join (select array_agg(lead_id) as ids, array_agg(profile_keys) as profiles from person) wanted
     cross join lateral points_of(shown.org_id, shown.unit_id, shown.rules, wanted.ids, wanted.profiles) p
     group by 1, 2, 3),
  breakdown as materialized (
    select p.lead_id,
           coalesce(json_object_agg(p.ruleset_id, p.points) filter (where p.kind = 'engagement'), '{}') as engagement_scores,
           coalesce(json_object_agg(p.ruleset_id, p.points) filter (where p.kind = 'profile'), '{}') as profile_scores,
           json_object_agg(p.ruleset_id, r.name) as ruleset_names,
           (array_agg(p.ruleset_id order by p.points desc, p.ruleset_id))[1] as ruleset_id,
           (array_agg(r.name order by p.points desc, p.ruleset_id) filter (where p.kind = 'engagement'))[1] as engagement_primary,
           (array_agg(r.name order by p.points desc, p.ruleset_id) filter (where p.kind = 'profile'))[1] as profile_primary
      from points p
      left join ${rulesets} r on r.org_id = ${reader.orgId} and r.unit_id = ${unit.unitId} and r.ruleset_id = p.ruleset_id
     group by p.lead_id)${scores}`;

/** What the API shows of a score, from `score_of` and `breakdown`. */
export const scoreJsonFields: Record<string, SQL> = {
  score: sql`coalesce(score_of.score, 0)`,
  ruleset_id: sql`breakdown.ruleset_id`,
  engagement_scores: sql`coalesce(breakdown.engagement_scores, '{}')`,
  profile_scores: sql`coalesce(breakdown.profile_scores, '{}')`,
};

/** What the API shows of a lead in a list, from `leads`, `score_of` and `breakdown`. */
export const leadJsonFields = {
  org_id: leads.orgId,
  lead_id: leads.leadId,
  score: sql`coalesce(score_of.score, 0)`,
  ruleset_id: sql`breakdown.ruleset_id`,
  last_event_at: jsonTime(leads.lastEventAt),
  created_at: jsonTime(leads.createdAt),
  updated_at: jsonTime(leads.updatedAt),
  owner_name: leads.ownerName,
  engagement_scores: sql`coalesce(breakdown.engagement_scores, '{}')`,
  profile_scores: sql`coalesce(breakdown.profile_scores, '{}')`,
  ruleset_names: sql`coalesce(breakdown.ruleset_names, '{}')`,
  engagement_primary_ruleset_name: sql`breakdown.engagement_primary`,
  profile_primary_ruleset_name: sql`breakdown.profile_primary`,
};

/** The leads of `person` with their scores; `scores` joins `score_of`. */
export const fromPage = (scores = sql`left join score_of on score_of.lead_id = ${leads.leadId}`): SQL => sql`
  from person ${leads} ${scores}
  left join breakdown on breakdown.lead_id = ${leads.leadId}`;

export const leadJson = fixed(jsonObject(leadJsonFields));
