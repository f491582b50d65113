-- The rules that count right now, as a JSON array ordered by id. Scores are stored beside a copy of the rules they were
-- computed with, so that the two never disagree.
CREATE OR REPLACE FUNCTION public.effective_rules(p_org text, p_unit text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(jsonb_agg(jsonb_build_object('rule_id', r.rule_id, 'ruleset_id', r.ruleset_id, 'kind', r.kind,
           'event_type', r.event_type, 'profile_field', r.profile_field, 'operator', r.operator,
           'value', r.value #>> '{}', 'key', coalesce(r.value_key, r.value #>> '{}'),
           'weight', r.weight) ORDER BY r.rule_id), '[]')
    FROM public.rulesets s
    JOIN public.rules r ON r.org_id = s.org_id AND r.unit_id = s.unit_id AND r.ruleset_id = s.ruleset_id
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND r.active
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$function$;
