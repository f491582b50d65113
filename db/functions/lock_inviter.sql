-- The admin who invited a member, locked until the transaction ends, or null if that person may no longer invite. Lends itself
-- the inviter's scope for the lock, because a member may otherwise lock only their own row.
CREATE OR REPLACE FUNCTION public.lock_inviter(of_member text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
  inviter text;
  found_id text;
BEGIN
  SELECT m.invited_by INTO inviter FROM public.members m WHERE m.org_id = org AND m.org_member_id = of_member;
  IF inviter IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.member_id', inviter, true);
  SELECT m.org_member_id INTO found_id FROM public.members m
   WHERE m.org_id = org AND m.org_member_id = inviter AND m.role = 'admin' AND m.status = 'active' FOR SHARE;
  PERFORM set_config('app.member_id', self, true);
  RETURN found_id;
END
$function$;
