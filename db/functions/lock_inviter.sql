-- The admin who invited a member, locked until the transaction ends, or null if that person may no longer invite. Names that
-- person to the policies for the lock, because a member may otherwise lock only their own row.
CREATE OR REPLACE FUNCTION public.lock_inviter(of_member text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
  inviter text;
  found_id text;
BEGIN
  SELECT m.invited_by INTO inviter FROM public.members m WHERE m.org_id = org AND m.org_member_id = of_member;
  IF inviter IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.inviter_id', inviter, true);
  SELECT m.org_member_id INTO found_id FROM public.members m
   WHERE m.org_id = org AND m.org_member_id = inviter AND m.role = 'admin' AND m.status = 'active' FOR SHARE;
  PERFORM set_config('app.inviter_id', '', true);
  RETURN found_id;
END
$function$;
