-- The lead that an id names: that lead, or the one it was merged into; null if there is none.
CREATE OR REPLACE FUNCTION public.lead_named(p_org text, p_unit text, p_lead text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT l.lead_id FROM public.leads l
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = coalesce(
     (SELECT m.lead_id FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = p_lead), p_lead)
$function$;
