-- Erases a person: the lead, the leads merged into it, everything that belongs to them, and their values in the audit log.
-- Returns false if there is no such lead. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.erase_lead(p_org text, p_unit text, p_lead text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
  ids text[];
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := public.lead_named(p_org, p_unit, p_lead);
  IF target IS NULL THEN RETURN false; END IF;
  ids := target || ARRAY(SELECT m.merged_id FROM public.lead_merges m
                          WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = target);
  DELETE FROM public.idempotency_keys k USING public.idempotency_key_leads l
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (ids)
     AND k.org_id = p_org AND k.actor_id = l.actor_id AND k.key = l.key;
  WITH gone AS (
    DELETE FROM public.events e WHERE e.org_id = p_org AND e.unit_id = p_unit AND e.lead_id = ANY (ids) RETURNING e.occurred_at)
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, public.tally_slot(p_unit), -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_leads(p_org, p_unit, ARRAY[target]); -- aliases and merges follow by their foreign keys
  PERFORM public.erase_audit_values(gone.id) FROM unnest(ids) AS gone (id);
  RETURN true;
END
$function$;
