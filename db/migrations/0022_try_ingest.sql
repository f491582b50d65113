SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- The points that each rule gives each of the leads; a rule that gives a lead nothing has no row. Everything that computes or
-- explains a score goes through here.
CREATE OR REPLACE FUNCTION public.rule_points(p_org text, p_unit text, p_rules jsonb, p_leads text[])
 RETURNS TABLE(lead_id text, rule_id text, ruleset_id text, kind text, times bigint, points bigint)
 LANGUAGE sql
 STABLE
AS $function$
  -- Each part is found once, and each lead by its key: OFFSET 0 makes Postgres look it up in the index; for a batch it would
  -- read all of a medium-sized OU.
  WITH rule AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(p_rules) AS r (rule_id text, ruleset_id text, kind text, event_type text, profile_field text,
                                                    operator text, key text, weight bigint)
  ), count AS MATERIALIZED (
    SELECT c.* FROM unnest(p_leads) w (lead_id)
     CROSS JOIN LATERAL (SELECT n.lead_id, n.event_type, n.events FROM public.lead_event_counts n
                          WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) c
  ), lead AS MATERIALIZED (
    SELECT l.* FROM unnest(CASE WHEN p_rules @> '[{"kind": "profile"}]' THEN p_leads END) w (lead_id)
     CROSS JOIN LATERAL (SELECT n.lead_id, n.profile_keys FROM public.leads n
                          WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) l
  )
  SELECT c.lead_id, r.rule_id, r.ruleset_id, r.kind, c.events, r.weight * c.events
    FROM count c JOIN rule r ON r.event_type = c.event_type
  UNION ALL
  SELECT l.lead_id, r.rule_id, r.ruleset_id, r.kind, 1, r.weight
    FROM lead l JOIN rule r ON r.kind = 'profile' AND public.profile_matches(l.profile_keys ->> r.profile_field, r.operator, r.key)
$function$;--> statement-breakpoint
-- Ingests beside others of the OU, as ingest_events does without p_alone. Returns null if it has to run alone: then nothing
-- is stored, and no lock is held. A block with a handler is a savepoint that costs no message.
CREATE OR REPLACE FUNCTION public.try_ingest(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
BEGIN
  RETURN public.ingest_events(p_org, p_unit, p_new, p_named, p_aliases, p_events, false);
EXCEPTION WHEN SQLSTATE 'LV001' THEN
  RETURN NULL;
END
$function$;
