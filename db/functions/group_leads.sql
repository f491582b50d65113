-- The leads that each group of a batch names, oldest first. A group is made of the events, ids and aliases that belong together.
-- OFFSET 0 makes Postgres look up each row by its key: without it, it plans for a hundred groups and reads the whole OU for one.
CREATE OR REPLACE FUNCTION public.group_leads(p_org text, p_unit text, p_named json, p_aliases json)
 RETURNS TABLE(g integer, leads text[])
 LANGUAGE sql
 STABLE
AS $function$
  SELECT f.g, array_agg(l.lead_id ORDER BY l.created_at, l.lead_id)
    FROM (SELECT n.g, coalesce((SELECT m.lead_id FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = p_unit
                                   AND m.merged_id = n.lead OFFSET 0), n.lead) AS lead_id
            FROM json_to_recordset(p_named) AS n (g integer, lead text)
           UNION
          SELECT w.g, a.lead_id
            FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text)
           CROSS JOIN LATERAL (SELECT k.lead_id FROM public.lead_aliases k WHERE k.org_id = p_org AND k.unit_id = p_unit
                                  AND k.alias_kind = w.kind AND k.alias_key = w.key OFFSET 0) a) f
   CROSS JOIN LATERAL (SELECT x.lead_id, x.created_at FROM public.leads x
                        WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = f.lead_id OFFSET 0) l
   GROUP BY f.g
$function$;
