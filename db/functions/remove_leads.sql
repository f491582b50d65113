-- Deletes the rows of leads and everything that was computed from their events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  generations integer[];
  gone text;
BEGIN
  SELECT array_remove(s.garbage || ARRAY[s.generation, s.building], NULL) INTO generations
    FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit;
  FOREACH gone IN ARRAY p_leads LOOP -- one by one, each by its key: for many, the planner may read the OU instead
    FOR n IN 1 .. cardinality(generations) LOOP
      DELETE FROM public.lead_scores s
       WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = generations[n] AND s.lead_id = gone;
    END LOOP;
    DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = gone;
    DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = gone;
    DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = gone;
  END LOOP;
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(p_leads));
END
$function$;
