-- Adds the points of new events to the scores of their leads, each once, and notes the time of the latest event. The caller
-- holds the leads' row locks, and p_places has their ctids; so nothing is looked up twice, and no score is added up again. A
-- lead whose score has to be computed as a whole goes to rescore_leads: a new one, or any while a generation is being built,
-- or while crossings of the previous one are still to be noted.
-- A LIMIT, which limits nothing, makes the planner expect one row, and find the others by ctid instead of reading an OU.
CREATE OR REPLACE FUNCTION public.add_points(p_org text, p_unit text, p_leads text[], p_places tid[], p_last timestamp with time zone[], p_points bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  shown integer;
  left_over text[];
  left_last timestamptz[];
  above jsonb;
  moved json;
BEGIN
  SELECT s.generation, s.thresholds INTO shown, above FROM public.scoring s
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.building IS NULL AND (s.previous IS NULL OR s.thresholds = '[]');
  WITH known AS MATERIALIZED (
    SELECT n.lead_id, n.place, n.last, n.points, s.place AS score_place
      FROM unnest(p_leads, p_places, p_last, p_points) n (lead_id, place, last, points)
      LEFT JOIN LATERAL (SELECT o.ctid AS place FROM public.lead_scores o WHERE o.org_id = p_org AND o.unit_id = p_unit
                            AND o.generation = shown AND o.lead_id = n.lead_id OFFSET 0) s ON true
  ), scored AS (
    UPDATE public.lead_scores s SET score = s.score + k.points, engagement = s.engagement + k.points
      FROM (SELECT * FROM known WHERE points <> 0 AND score_place IS NOT NULL LIMIT cardinality(p_leads)) k
     WHERE s.ctid = k.score_place
    RETURNING k.lead_id, k.place, k.last, s.score - k.points AS before, s.score
  ), noted AS (
    UPDATE public.leads l
       SET score_changes = l.score_changes + (c.score IS NOT NULL)::integer, updated_at = now(),
           last_event_at = greatest(l.last_event_at, c.last), last_active_at = greatest(l.last_event_at, c.last)
      FROM (SELECT * FROM (SELECT place, last, score FROM scored UNION ALL
                           SELECT place, last, NULL FROM known WHERE points = 0 AND score_place IS NOT NULL) u
             LIMIT cardinality(p_leads)) c
     WHERE l.ctid = c.place
    RETURNING l.lead_id, l.score_changes, c.score
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, n.lead_id, public.ring_position(n.score_changes), now(), n.score_changes, n.score
      FROM noted n WHERE n.score IS NOT NULL
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  )
  SELECT array_agg(k.lead_id), array_agg(k.last), (SELECT json_agg(s) FROM scored s WHERE above <> '[]')
    INTO left_over, left_last, moved FROM known k WHERE k.score_place IS NULL;
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, above, moved); END IF;
  IF left_over IS NOT NULL THEN PERFORM public.rescore_leads(p_org, p_unit, left_over, left_last); END IF;
END
$function$;
