-- Deletes the rows of leads and everything that was computed from their events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- In every generation there can be, so that each score is found by its whole key.
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = ANY (p_leads);
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = ANY (p_leads);
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = ANY (p_leads);
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (p_leads);
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(p_leads));
END
$function$;
