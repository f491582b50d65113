-- The points that each rule gives each of the leads, of which p_profiles has the profile_keys in the same order; a rule that
-- gives a lead nothing has no row. Everything that computes or explains a score goes through here.
-- Each part is found once, and each lead's counts by their key: OFFSET 0 makes Postgres look them up in the index; for a batch
-- it would read all of a medium-sized OU.
CREATE OR REPLACE FUNCTION public.points_of(p_org text, p_unit text, p_rules jsonb, p_leads text[], p_profiles jsonb[])
 RETURNS TABLE(lead_id text, rule_id text, ruleset_id text, kind text, times bigint, points bigint)
 LANGUAGE sql
 STABLE
AS $function$
  WITH rule AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(p_rules) AS r (rule_id text, ruleset_id text, kind text, event_type text, profile_field text,
                                                    operator text, key text, weight bigint)
  ), count AS MATERIALIZED (
    SELECT c.* FROM unnest(p_leads) w (lead_id)
     CROSS JOIN LATERAL (SELECT n.lead_id, n.event_type, n.events FROM public.lead_event_counts n
                          WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) c
  )
  SELECT c.lead_id, r.rule_id, r.ruleset_id, r.kind, c.events, r.weight * c.events
    FROM count c JOIN rule r ON r.event_type = c.event_type
  UNION ALL
  SELECT l.lead_id, r.rule_id, r.ruleset_id, r.kind, 1, r.weight
    FROM unnest(p_leads, p_profiles) l (lead_id, profile_keys)
    JOIN rule r ON r.kind = 'profile' AND public.profile_matches(l.profile_keys ->> r.profile_field, r.operator, r.key)
$function$;
