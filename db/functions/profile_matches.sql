-- Whether a profile field satisfies a rule. Both values come in the form that the application compares (lib/text-key.ts).
-- Only numbers can be greater or less, and only the digits 0 to 9 make a number, because a cast to numeric takes no others.
-- A missing field satisfies nothing.
CREATE OR REPLACE FUNCTION public.profile_matches(p_field text, p_operator text, p_value text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(CASE p_operator
    WHEN 'equals' THEN p_field = p_value
    WHEN 'not_equals' THEN p_field <> p_value
    WHEN 'contains' THEN strpos(p_field, p_value) > 0
    ELSE CASE WHEN p_field ~ '^-?[0-9]+(\.[0-9]+)?$' AND p_value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN
      CASE p_operator WHEN 'greater_than' THEN p_field::numeric > p_value::numeric
                      WHEN 'less_than' THEN p_field::numeric < p_value::numeric END END
    END, false)
$function$;
