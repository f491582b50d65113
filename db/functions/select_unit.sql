-- Makes an OU the one that the transaction works in, and returns the caller's role there. Returns null, and changes nothing,
-- if the caller has no access to it, whether or not it exists. A service account, or a token of one OU, can only select its own.
CREATE OR REPLACE FUNCTION public.select_unit(p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := nullif(current_setting('app.org_id', true), '');
  unit_role text;
  made text;
BEGIN
  IF org IS NULL OR nullif(current_setting('app.only_unit_id', true), '') IS NOT NULL THEN -- they work in it already
    RETURN CASE WHEN p_unit = current_setting('app.unit_id', true) THEN nullif(current_setting('app.unit_role', true), '') END;
  END IF;
  IF current_setting('app.org_role', true) = 'admin' THEN
    SELECT 'admin' INTO unit_role FROM public.org_units u WHERE u.org_id = org AND u.unit_id = p_unit;
  ELSE
    SELECT m.role INTO unit_role FROM public.ou_memberships m
     WHERE m.org_id = org AND m.unit_id = p_unit AND m.org_member_id = current_setting('app.member_id', true);
  END IF;
  IF unit_role IS NULL THEN RETURN NULL; END IF;
  made := concat(set_config('app.unit_org_id', org, true), set_config('app.unit_id', p_unit, true),
                 set_config('app.unit_role', unit_role, true));
  RETURN unit_role;
END
$function$;
