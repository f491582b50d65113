-- Recomputes the scores of these leads, in the generation that is shown and in the one being built. p_last, if given, holds
-- the time of each lead's latest event. The caller holds the leads' row locks or the OU alone. Adds a point to the history of
-- a lead whose shown score changed. Updates each lead once at most: that update is the most expensive part of an ingest. It
-- finds its rows by ctid; the LIMIT, which limits nothing, makes the planner expect one, and not read an OU instead.
CREATE OR REPLACE FUNCTION public.rescore_leads(p_org text, p_unit text, p_leads text[], p_last timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  above jsonb;
  moved json;
BEGIN
  IF EXISTS (SELECT FROM public.scoring s
              WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.previous IS NOT NULL AND s.thresholds <> '[]')
  THEN PERFORM public.settle_scores(p_org, p_unit, p_leads); END IF;
  WITH live AS (
    SELECT g.generation, g.rules, g.is_shown, s.thresholds FROM public.scoring s
     CROSS JOIN LATERAL (VALUES (s.generation, s.rules, true), (s.building, s.building_rules, false)) g (generation, rules, is_shown)
     WHERE s.org_id = p_org AND s.unit_id = p_unit AND g.generation IS NOT NULL
  ), points AS (
    SELECT g.generation, p.lead_id, sum(p.points) FILTER (WHERE p.kind = 'engagement') AS engagement,
           sum(p.points) FILTER (WHERE p.kind = 'profile') AS profile
      FROM live g CROSS JOIN LATERAL public.rule_points(p_org, p_unit, g.rules, p_leads) p
     GROUP BY 1, 2
  ), computed AS MATERIALIZED (
    SELECT g.generation, g.is_shown, l.lead_id, l.last, coalesce(p.engagement, 0)::bigint AS engagement,
           coalesce(p.profile, 0)::bigint AS profile,
           (SELECT o.score FROM public.lead_scores o WHERE o.org_id = p_org AND o.unit_id = p_unit
               AND o.generation = g.generation AND o.lead_id = l.lead_id OFFSET 0) AS was
      FROM live g CROSS JOIN unnest(p_leads, p_last) l (lead_id, last)
      LEFT JOIN points p ON p.generation = g.generation AND p.lead_id = l.lead_id
  ), written AS (
    INSERT INTO public.lead_scores AS s (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, c.generation, c.lead_id, c.engagement + c.profile, c.engagement, c.profile
      FROM computed c ORDER BY c.generation, c.lead_id
    ON CONFLICT (org_id, unit_id, generation, lead_id) DO UPDATE
       SET score = excluded.score, engagement = excluded.engagement, profile = excluded.profile
     WHERE (s.engagement, s.profile) IS DISTINCT FROM (excluded.engagement, excluded.profile)
  ), noted AS (
    UPDATE public.leads l
       SET score_changes = l.score_changes + c.changed, updated_at = now(),
           last_event_at = greatest(l.last_event_at, c.last),
           last_active_at = CASE WHEN c.last IS NULL THEN l.last_active_at ELSE greatest(l.last_event_at, c.last) END
      FROM (SELECT k.row_address, n.last, n.engagement + n.profile AS score,
                   (n.was IS DISTINCT FROM n.engagement + n.profile)::integer AS changed
              FROM computed n CROSS JOIN LATERAL (
                SELECT x.ctid AS row_address FROM public.leads x
                 WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = n.lead_id OFFSET 0) k
             WHERE n.is_shown LIMIT cardinality(p_leads)) c
     WHERE l.ctid = c.row_address AND (c.changed = 1 OR c.last IS NOT NULL)
    RETURNING l.lead_id, l.score_changes, c.score, c.changed
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), now(), c.score_changes, c.score
      FROM noted c WHERE c.changed = 1
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  )
  SELECT g.thresholds, (SELECT json_agg(json_build_object('lead_id', c.lead_id, 'before', coalesce(c.was, 0),
                                                          'score', c.engagement + c.profile))
                          FROM computed c WHERE c.is_shown AND g.thresholds <> '[]')
    INTO above, moved FROM live g WHERE g.is_shown;
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, above, moved); END IF;
END
$function$;
