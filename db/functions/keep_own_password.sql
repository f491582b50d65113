-- Lets nobody set another member's password or acceptance, admins included: a column grant cannot tell rows apart.
-- Raises insufficient_privilege.
CREATE OR REPLACE FUNCTION public.keep_own_password()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.org_member_id IS DISTINCT FROM current_setting('app.member_id', true) THEN
    RAISE EXCEPTION 'a member sets only their own password' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER members_own_acceptance BEFORE UPDATE OF accepted_at ON public.members FOR EACH ROW WHEN ((new.accepted_at IS DISTINCT FROM old.accepted_at)) EXECUTE FUNCTION keep_own_password();

CREATE OR REPLACE TRIGGER members_own_password BEFORE UPDATE OF password_hash ON public.members FOR EACH ROW WHEN ((new.password_hash IS DISTINCT FROM old.password_hash)) EXECUTE FUNCTION keep_own_password();
