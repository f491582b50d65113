-- points_of, for leads whose profiles have to be looked up, each by its key. Rules without profile rules need no profiles.
CREATE OR REPLACE FUNCTION public.rule_points(p_org text, p_unit text, p_rules jsonb, p_leads text[])
 RETURNS TABLE(lead_id text, rule_id text, ruleset_id text, kind text, times bigint, points bigint)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT p.*
    FROM (SELECT array_agg(l.profile_keys ORDER BY w.n) AS profiles
            FROM unnest(CASE WHEN p_rules @> '[{"kind": "profile"}]' THEN p_leads END) WITH ORDINALITY w (lead_id, n)
            LEFT JOIN LATERAL (SELECT x.profile_keys FROM public.leads x
                                WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = w.lead_id OFFSET 0) l ON true) found
   CROSS JOIN LATERAL public.points_of(p_org, p_unit, p_rules, p_leads, found.profiles) p
$function$;
