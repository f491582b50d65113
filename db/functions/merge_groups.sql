-- Merges each group of leads into its oldest, as merge_leads does, and rescores those, in a fixed number of statements.
-- p_members is [{g, lead}], each lead once. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.merge_groups(p_org text, p_unit text, p_members json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  froms text[];
  intos text[];
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
            JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = m.lead) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN; END IF;
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p.into_id, f.event_type, sum(f.events), max(f.last_at)
    FROM unnest(froms, intos) p (from_id, into_id)
    JOIN public.lead_event_counts f ON f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p.from_id
   GROUP BY p.into_id, f.event_type
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  UPDATE public.lead_aliases a SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p.from_id;
  UPDATE public.lead_merges m SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p.from_id;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id)
  SELECT p_org, p_unit, p.from_id, p.into_id FROM unnest(froms, intos) p (from_id, into_id);
  -- Of each field the value of the oldest that has it: of one key given twice, jsonb keeps the last.
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM (SELECT p.into_id, max(y.last_event_at) AS last_event_at,
                 (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
                 coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile,
                 coalesce(jsonb_object_agg(k.key, y.profile_keys -> k.key ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile_keys
            FROM unnest(froms, intos) p (from_id, into_id)
            JOIN public.leads y ON y.org_id = p_org AND y.unit_id = p_unit AND y.lead_id = p.from_id
            LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
           GROUP BY p.into_id) f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.into_id;
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = ANY (froms);
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = ANY (froms);
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = ANY (froms);
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (froms);
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(froms));
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY(SELECT DISTINCT i FROM unnest(intos) i));
END
$function$;
