-- Adds p_more to the OU's number of leads.
CREATE OR REPLACE FUNCTION public.tally_leads(p_org text, p_unit text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.lead_tallies AS t (org_id, unit_id, slot, leads) VALUES (p_org, p_unit, public.tally_slot(p_unit), p_more)
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET leads = t.leads + excluded.leads
$function$;
