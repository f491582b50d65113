-- Notes for these leads what the change from the previous generation to the one that is shown did, and deletes their previous
-- scores, so that it is noted once: a point in the history, and the thresholds crossed. The caller holds the leads' row locks
-- or the OU alone. An ingest settles its leads before it adds points where thresholds are set; so a score that is still to be
-- settled is the one that the change gave.
-- OFFSET 0 makes Postgres look up each score and point by its key (clear_old_scores).
CREATE OR REPLACE FUNCTION public.settle_scores(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  moved json;
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit;
  IF s.previous IS NULL THEN RETURN; END IF;
  WITH changed AS MATERIALIZED (
    SELECT w.lead_id, o.score AS before, n.score
      FROM unnest(p_leads) w (lead_id)
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
     WHERE o.score <> n.score
  ), counted AS (
    UPDATE public.leads l SET score_changes = l.score_changes + 1
      FROM (SELECT * FROM changed w
             -- An ingest may have added this point already, even at a time before the switch that it waited for.
             WHERE NOT EXISTS (SELECT FROM public.leads l
                                 JOIN public.score_points p ON p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = l.lead_id
                                  AND p.ring_position = public.ring_position(l.score_changes)
                                WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = w.score OFFSET 0)) c
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
    RETURNING l.lead_id, l.score_changes, c.score
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  ), gone AS (
    DELETE FROM public.lead_scores o
     WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.previous AND o.lead_id = ANY (p_leads)
  )
  SELECT json_agg(c) INTO moved FROM changed c WHERE s.thresholds <> '[]';
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, s.thresholds, moved); END IF;
END
$function$;
