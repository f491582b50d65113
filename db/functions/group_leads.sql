-- The leads that each group of a batch names, oldest first. A group is made of the events, ids and aliases that belong together.
CREATE OR REPLACE FUNCTION public.group_leads(p_org text, p_unit text, p_named json, p_aliases json)
 RETURNS TABLE(g integer, leads text[])
 LANGUAGE sql
 STABLE
AS $function$
  SELECT f.g, array_agg(l.lead_id ORDER BY l.created_at, l.lead_id)
    FROM (SELECT n.g, coalesce(m.lead_id, n.lead) AS lead_id
            FROM json_to_recordset(p_named) AS n (g integer, lead text)
            LEFT JOIN public.lead_merges m ON m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = n.lead
           UNION
          SELECT w.g, a.lead_id
            FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text)
            JOIN public.lead_aliases a
              ON a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key) f
    JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.lead_id
   GROUP BY f.g
$function$;
