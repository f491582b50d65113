-- Makes the lead p_lead, or changes the one it names. p_change holds any of owner_name, profile (with profile_keys) and
-- aliases; each replaces what was there. Returns 'saved', 'missing' or 'alias_taken'. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.save_lead(p_org text, p_unit text, p_lead text, p_is_new boolean, p_change jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := CASE WHEN p_is_new THEN p_lead ELSE public.lead_named(p_org, p_unit, p_lead) END;
  IF target IS NULL THEN RETURN 'missing'; END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
              CROSS JOIN LATERAL (SELECT k.lead_id FROM public.lead_aliases k WHERE k.org_id = p_org AND k.unit_id = p_unit
                                     AND k.alias_kind = w.kind AND k.alias_key = w.key OFFSET 0) a
              WHERE a.lead_id <> target) THEN RETURN 'alias_taken'; END IF;
  IF p_is_new THEN
    INSERT INTO public.leads (org_id, unit_id, lead_id) VALUES (p_org, p_unit, target);
    PERFORM public.tally_leads(p_org, p_unit, 1);
    PERFORM public.analyze_grown_tables();
  END IF;
  UPDATE public.leads l
     SET owner_name = CASE WHEN p_change ? 'owner_name' THEN p_change ->> 'owner_name' ELSE l.owner_name END,
         profile = coalesce(p_change -> 'profile', l.profile),
         profile_keys = coalesce(p_change -> 'profile_keys', l.profile_keys), updated_at = now()
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = target;
  IF p_change ? 'aliases' THEN
    DELETE FROM public.lead_aliases a WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = target
       AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
                        WHERE w.kind = a.alias_kind AND w.key = a.alias_key);
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, target
      FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text, raw text)
    ON CONFLICT (org_id, unit_id, alias_kind, alias_key) DO UPDATE SET raw_value = excluded.raw_value;
  END IF;
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY[target]);
  RETURN 'saved';
END
$function$;
