-- Merges one lead into an older one. Its events stay as they are; "lead_merges" says whose they are now. The caller holds the
-- OU alone and rescores p_into.
CREATE OR REPLACE FUNCTION public.merge_leads(p_org text, p_unit text, p_into text, p_from text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p_into, f.event_type, f.events, f.last_at FROM public.lead_event_counts f
   WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  DELETE FROM public.lead_event_counts f WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  UPDATE public.lead_aliases a SET lead_id = p_into WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p_from;
  UPDATE public.lead_merges m SET lead_id = p_into WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p_from;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id) VALUES (p_org, p_unit, p_from, p_into);
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM public.leads f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_into
     AND f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  PERFORM public.remove_lead(p_org, p_unit, p_from);
END
$function$;
