-- Raises LV002 if an operator has suspended the organization. Whatever turns a credential into authority asks this in the
-- transaction that acts, which a suspension waits for. A session that is only to be looked at or ended says so
-- (app.spares_suspended).
CREATE OR REPLACE FUNCTION public.refuse_suspended(p_org text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  scope text := coalesce(current_setting('app.org_id', true), '');
  is_suspended boolean;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org, 11));
  PERFORM set_config('app.org_id', p_org, true); -- a service account's scope names no organization
  is_suspended := EXISTS (SELECT FROM public.organizations o WHERE o.org_id = p_org AND o.suspended_at IS NOT NULL);
  PERFORM set_config('app.org_id', scope, true);
  IF is_suspended AND coalesce(current_setting('app.spares_suspended', true), '') <> 'on' THEN
    RAISE EXCEPTION 'the organization is suspended' USING ERRCODE = 'LV002', DETAIL = p_org;
  END IF;
END
$function$;
