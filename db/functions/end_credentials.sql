-- Ends a member's sessions and tokens, the devices that sign-in knows, and every link that could start a new session.
-- Only for an org admin's scope; raises insufficient_privilege otherwise. Names the member to the policies of the
-- last two while it works.
CREATE OR REPLACE FUNCTION public.end_credentials(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the credentials of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.sessions s WHERE s.org_id = org AND s.org_member_id = of_member;
  DELETE FROM public.personal_access_tokens t WHERE t.org_id = org AND t.org_member_id = of_member;
  PERFORM set_config('app.ended_member_id', of_member, true);
  DELETE FROM public.devices d WHERE d.org_id = org AND d.org_member_id = of_member;
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind <> 'invitation';
  PERFORM set_config('app.ended_member_id', '', true);
END
$function$;
