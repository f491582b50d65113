-- Lets only the member themself change what the trigger names, not even an admin: a column grant cannot tell rows apart.
-- Raises insufficient_privilege.
CREATE OR REPLACE FUNCTION public.require_own_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.org_member_id IS DISTINCT FROM current_setting('app.member_id', true) THEN
    RAISE EXCEPTION 'only the member may set their own %', TG_ARGV[0] USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER members_own_acceptance BEFORE UPDATE OF accepted_at ON public.members FOR EACH ROW WHEN ((new.accepted_at IS DISTINCT FROM old.accepted_at)) EXECUTE FUNCTION require_own_row('acceptance');

CREATE OR REPLACE TRIGGER members_own_password BEFORE UPDATE OF password_hash ON public.members FOR EACH ROW WHEN ((new.password_hash IS DISTINCT FROM old.password_hash)) EXECUTE FUNCTION require_own_row('password');
