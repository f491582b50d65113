-- Deletes a lead's row and everything that was computed from its events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_lead(p_org text, p_unit text, p_lead text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Of every generation there can be, each found by the whole key.
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = p_lead;
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = p_lead;
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = p_lead;
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_lead;
  PERFORM public.tally_leads(p_org, p_unit, -1);
END
$function$;
