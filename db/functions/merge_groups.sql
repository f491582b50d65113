-- Merges each group of leads into its oldest, in a few statements for each, and returns those. p_members is [{g, lead}],
-- each lead once. Events stay as they are; "lead_merges" says whose they are now. The caller holds the OU alone and rescores
-- the leads returned.
CREATE OR REPLACE FUNCTION public.merge_groups(p_org text, p_unit text, p_members json)
 RETURNS text[]
 LANGUAGE plpgsql
AS $function$
DECLARE
  froms text[];
  intos text[];
  merged record;
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
           CROSS JOIN LATERAL (SELECT x.lead_id, x.created_at FROM public.leads x
                                WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = m.lead OFFSET 0) l) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN '{}'; END IF;
  PERFORM public.settle_scores(p_org, p_unit, froms || intos);
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p.into_id, f.event_type, sum(f.events), max(f.last_at)
    FROM unnest(froms, intos) p (from_id, into_id)
   CROSS JOIN LATERAL (SELECT n.event_type, n.events, n.last_at FROM public.lead_event_counts n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = p.from_id OFFSET 0) f
   GROUP BY p.into_id, f.event_type
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  FOR n IN 1 .. cardinality(froms) LOOP -- one by one, each by its key: in a join, the planner may read the OU instead
    UPDATE public.lead_aliases a SET lead_id = intos[n] WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = froms[n];
    UPDATE public.lead_merges m SET lead_id = intos[n] WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = froms[n];
  END LOOP;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id)
  SELECT p_org, p_unit, p.from_id, p.into_id FROM unnest(froms, intos) p (from_id, into_id);
  -- Each field keeps the value of the oldest lead that has it: of a key given twice, jsonb keeps the last value.
  FOR merged IN
    SELECT p.into_id, max(y.last_event_at) AS last_event_at,
           (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
           coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                    FILTER (WHERE k.key IS NOT NULL), '{}') AS profile,
           coalesce(jsonb_object_agg(k.key, y.profile_keys -> k.key ORDER BY y.created_at DESC, y.lead_id DESC)
                    FILTER (WHERE k.key IS NOT NULL), '{}') AS profile_keys
      FROM unnest(froms, intos) p (from_id, into_id)
     CROSS JOIN LATERAL (SELECT x.* FROM public.leads x
                          WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = p.from_id OFFSET 0) y
      LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
     GROUP BY p.into_id
  LOOP
    UPDATE public.leads l
       SET owner_name = coalesce(l.owner_name, merged.owner_name), profile = merged.profile || l.profile,
           profile_keys = merged.profile_keys || l.profile_keys, updated_at = now(),
           last_event_at = greatest(l.last_event_at, merged.last_event_at),
           last_active_at = coalesce(greatest(l.last_event_at, merged.last_event_at), l.last_active_at)
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = merged.into_id;
  END LOOP;
  PERFORM public.remove_leads(p_org, p_unit, froms);
  RETURN ARRAY(SELECT DISTINCT i FROM unnest(intos) i);
END
$function$;
