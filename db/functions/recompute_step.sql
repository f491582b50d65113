-- Does the next piece of work on an OU's scores, for up to p_size leads, and returns 'working', or 'idle' if there is none.
-- All progress is in the "scoring" row, so any process can carry on after a crash, and two can share the work.
-- Locks that row, then the OU: shared for a batch, alone when a build begins or ends.
CREATE OR REPLACE FUNCTION public.recompute_step(p_org text, p_unit text, p_size integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  wanted jsonb;
  boundary timestamptz;
  ids text[];
  moment timestamptz;
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit FOR UPDATE;
  IF NOT FOUND THEN RETURN 'idle'; END IF;

  IF s.building IS NOT NULL AND s.due_at <= now() THEN -- the rules have changed again: discard what was built
    UPDATE public.scoring c SET garbage = c.garbage || c.building, building = NULL, building_rules = NULL
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.building IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM public.leads l
                    WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after) THEN
      RETURN public.show_built_scores(p_org, p_unit);
    END IF;
    -- Beside ingests, but not beside a merge or an erasure, which could leave scores of a lead that is gone.
    PERFORM public.enter_unit(p_org, p_unit, false);
    SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
      SELECT l.lead_id FROM public.leads l
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after
       ORDER BY l.lead_id LIMIT p_size) batch;
    IF ids IS NULL THEN RETURN 'working'; END IF; -- the remaining leads were erased meanwhile
    -- A score that an ingest has written meanwhile is newer.
    INSERT INTO public.lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, s.building, l.lead_id, coalesce(p.engagement, 0) + coalesce(p.profile, 0),
           coalesce(p.engagement, 0), coalesce(p.profile, 0)
      FROM unnest(ids) l (lead_id)
      LEFT JOIN (SELECT r.lead_id, sum(r.points) FILTER (WHERE r.kind = 'engagement') AS engagement,
                        sum(r.points) FILTER (WHERE r.kind = 'profile') AS profile
                   FROM public.rule_points(p_org, p_unit, s.building_rules, ids) r GROUP BY r.lead_id) p USING (lead_id)
     ORDER BY l.lead_id
    ON CONFLICT DO NOTHING;
    UPDATE public.scoring c SET building_after = ids[cardinality(ids)], leads_done = c.leads_done + cardinality(ids)
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.garbage <> '{}' THEN
    PERFORM public.clear_old_scores(p_org, p_unit, p_size);

  ELSIF s.due_at <= now() THEN
    PERFORM public.enter_unit(p_org, p_unit, true); -- from here on, ingests also write the new generation
    moment := clock_timestamp();
    wanted := public.effective_rules(p_org, p_unit);
    SELECT min(edge.at) INTO boundary FROM public.rulesets r CROSS JOIN LATERAL (VALUES (r.starts_at), (r.ends_at)) edge (at)
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.active AND edge.at > now();
    IF wanted = s.rules THEN
      UPDATE public.scoring c SET due_at = boundary, thresholds = public.effective_thresholds(p_org, p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    ELSE
      UPDATE public.scoring c
         SET due_at = boundary, newest_generation = c.newest_generation + 1, building = c.newest_generation + 1,
             building_rules = wanted, building_after = '', building_started_at = moment, leads_done = 0,
             leads_total = (SELECT coalesce(sum(t.leads), 0) FROM public.lead_tallies t
                             WHERE t.org_id = p_org AND t.unit_id = p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    END IF;

  ELSE
    RETURN 'idle';
  END IF;
  RETURN 'working';
END
$function$;
