-- The organization of the scope: a member's, or that of a service account's OU; null without either.
CREATE OR REPLACE FUNCTION public.scope_organization()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''))
$function$;
