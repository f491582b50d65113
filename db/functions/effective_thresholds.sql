-- The thresholds that count right now, as a JSON array ordered by ruleset: a ruleset's threshold counts when its rules do.
CREATE OR REPLACE FUNCTION public.effective_thresholds(p_org text, p_unit text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(jsonb_agg(jsonb_build_object('ruleset_id', s.ruleset_id, 'score_above', s.score_above) ORDER BY s.ruleset_id), '[]')
    FROM public.rulesets s
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND s.score_above IS NOT NULL
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$function$;
