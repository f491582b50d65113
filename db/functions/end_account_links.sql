-- Revokes a member's links for resetting a password and for confirming an address, which end when an admin changes the
-- address. Only for an org admin's scope; raises insufficient_privilege otherwise. Names the member to the
-- policies while it works.
CREATE OR REPLACE FUNCTION public.end_account_links(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the links of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.ended_member_id', of_member, true);
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind IN ('password_reset', 'email_confirmation');
  PERFORM set_config('app.ended_member_id', '', true);
END
$function$;
