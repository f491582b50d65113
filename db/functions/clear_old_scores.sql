-- Deletes up to p_size scores of a generation that is no longer shown; those of the previous one are settled first. Holds the
-- OU shared, and locks the leads that it settles.
CREATE OR REPLACE FUNCTION public.clear_old_scores(p_org text, p_unit text, p_size integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  ids text[];
  moved text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit;
  PERFORM public.enter_unit(p_org, p_unit, false);
  SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
    SELECT o.lead_id FROM public.lead_scores o
     WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id > s.garbage_after
     ORDER BY o.lead_id LIMIT p_size) batch;
  IF ids IS NULL THEN
    UPDATE public.scoring c SET garbage = c.garbage[2:], garbage_after = '', previous = nullif(c.previous, c.garbage[1])
     WHERE c.org_id = p_org AND c.unit_id = p_unit;
    RETURN;
  END IF;
  IF s.garbage[1] = s.previous THEN
    moved := ids;
    IF s.thresholds = '[]' THEN -- otherwise ingests settle leads too, and each has to be locked
      -- OFFSET 0 makes Postgres look up each score by its key: it has no statistics of rows that were just made, expects
      -- one, and would read all of them for every lead.
      SELECT array_agg(w.lead_id ORDER BY w.lead_id) INTO moved
        FROM unnest(ids) w (lead_id)
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
       WHERE o.score <> n.score;
    END IF;
    -- In a statement of its own, so that settle_scores sees what ingests wrote before the lock.
    PERFORM 1 FROM public.leads l
      WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (moved) ORDER BY l.lead_id FOR NO KEY UPDATE;
    PERFORM public.settle_scores(p_org, p_unit, moved);
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$function$;
