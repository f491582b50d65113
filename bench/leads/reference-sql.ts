import { LEADS_ON_A_PAGE } from "@/domain/leads/schema";

// What somebody would write who needed only this: an event, a count and a score, and a list. None of it is the product's SQL.

/**
 * Stores events, their counts and what they add to the scores. $1 and $2 are the OU, $3 people as [{person, key, id}], with an
 * id for a new lead, and $4 events as [{person, id, type, at, metadata}]. Returns each person's lead.
 */
export const INGEST = `
  with known as materialized (
    select p.person, p.key, coalesce(a.lead_id, p.id) as lead_id, a.lead_id is null as is_new
      from json_to_recordset($3::text::json) as p (person integer, key text, id text)
      left join lateral (select lead_id from lead_aliases
                          where org_id = $1 and unit_id = $2 and alias_kind = 'email' and alias_key = p.key offset 0) a on true),
  event as materialized (
    select k.lead_id, e.id, e.type, e.at, e.metadata
      from json_to_recordset($4::text::json) as e (person integer, id text, type text, at timestamptz, metadata json)
      join known k using (person)),
  new_lead as (insert into leads (org_id, unit_id, lead_id) select $1, $2, lead_id from known where is_new),
  new_alias as (
    insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    select $1, $2, 'email', key, key, lead_id from known where is_new),
  stored as (
    insert into events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, metadata)
    select $1, $2, id, lead_id, type, at, metadata from event),
  counted as (
    insert into lead_event_counts as c (org_id, unit_id, lead_id, event_type, events, last_at)
    select $1, $2, lead_id, type, count(*), max(at) from event group by lead_id, type order by lead_id, type
    on conflict (org_id, unit_id, lead_id, event_type) do update
       set events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at)
    returning lead_id),
  scored as (
    insert into lead_scores as s (org_id, unit_id, generation, lead_id, score, engagement, profile)
    select $1, $2, (select generation from scoring where org_id = $1 and unit_id = $2), lead_id, sum(weight), sum(weight), 0
      from event join rules r on r.org_id = $1 and r.unit_id = $2 and r.event_type = event.type
     where (select count(*) from counted) > 0 -- counts first, so that batches never wait for each other in a circle
     group by lead_id order by lead_id
    on conflict (org_id, unit_id, generation, lead_id) do update
       set score = s.score + excluded.score, engagement = s.engagement + excluded.engagement)
  select person, lead_id from known`;

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const scoresOf = (kind: string) =>
  `coalesce(json_object_agg(p.ruleset_id, p.points) filter (where p.kind = '${kind}'), '{}')`;
const primary = (kind: string) =>
  `(array_agg(p.name order by p.points desc, p.ruleset_id) filter (where p.kind = '${kind}'))[1]`;

/**
 * The list by score, as JSON, and the number of leads. Materialized where Postgres, by its statistics of the rules, might look
 * each lead up once for every rule. $1 and $2 are the OU; $3 and $4 the score and lead that it follows.
 */
export const listText = (isDeep: boolean) => `
  with page as materialized (
    select lead_id, score from lead_scores
     where org_id = $1 and unit_id = $2
       and generation = (select generation from scoring where org_id = $1 and unit_id = $2)
       ${isDeep ? "and (score, lead_id) < ($3::bigint, $4::text)" : ""}
     order by score desc, lead_id desc limit ${LEADS_ON_A_PAGE}),
  person as materialized (
    select page.score, l.* from page cross join lateral (
      select lead_id, owner_name, profile_keys, last_event_at, created_at, updated_at from leads
       where org_id = $1 and unit_id = $2 and lead_id = page.lead_id offset 0) l),
  counted as materialized (
    select page.lead_id, c.* from page cross join lateral (
      select event_type, events from lead_event_counts
       where org_id = $1 and unit_id = $2 and lead_id = page.lead_id offset 0) c),
  point as (
    select c.lead_id, r.ruleset_id, r.kind, r.weight * c.events as points from counted c
      join rules r on r.org_id = $1 and r.unit_id = $2 and r.event_type = c.event_type
    union all
    select person.lead_id, r.ruleset_id, r.kind, r.weight from person
      join rules r on r.org_id = $1 and r.unit_id = $2 and r.kind = 'profile'
     where case r.operator when 'equals' then profile_keys ->> r.profile_field = r.value_key
           else (profile_keys ->> r.profile_field)::numeric > r.value_key::numeric end),
  summed as (
    select lead_id, point.kind, point.ruleset_id, s.name, sum(points)::bigint as points
      from point join rulesets s on s.org_id = $1 and s.unit_id = $2 and s.ruleset_id = point.ruleset_id group by 1, 2, 3, 4),
  told as (
    select lead_id, (array_agg(p.ruleset_id order by p.points desc, p.ruleset_id))[1] as ruleset_id,
           ${scoresOf("engagement")} as engagement_scores, ${scoresOf("profile")} as profile_scores,
           json_object_agg(p.ruleset_id, p.name) as ruleset_names,
           ${primary("engagement")} as engagement_primary, ${primary("profile")} as profile_primary
      from summed p group by lead_id)
  select coalesce(json_agg(json_build_object('org_id', $1, 'lead_id', lead_id, 'score', score, 'ruleset_id', ruleset_id,
           'last_event_at', ${time("last_event_at")}, 'created_at', ${time("created_at")}, 'updated_at', ${time("updated_at")},
           'owner_name', owner_name, 'engagement_scores', coalesce(engagement_scores, '{}'),
           'profile_scores', coalesce(profile_scores, '{}'), 'ruleset_names', coalesce(ruleset_names, '{}'),
           'engagement_primary_ruleset_name', engagement_primary, 'profile_primary_ruleset_name', profile_primary)
           order by score desc, lead_id desc), '[]')::text as json,
         (select sum(leads) from lead_tallies where org_id = $1 and unit_id = $2)::text as total
    from person left join told using (lead_id)`;
