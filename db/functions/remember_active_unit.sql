-- Remembers an OU for the member's next sign-in, if their browser chose it: a script's choice is not the person's. Part of the
-- statement that enters and shows the OU (POST /org-units/active).
CREATE OR REPLACE FUNCTION public.remember_active_unit(p_unit text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF coalesce(current_setting('app.session_hash', true), '') = '' THEN RETURN; END IF;
  UPDATE public.members m SET last_active_unit_id = p_unit
   WHERE m.org_id = current_setting('app.org_id', true) AND m.org_member_id = current_setting('app.member_id', true)
     AND m.last_active_unit_id IS DISTINCT FROM p_unit;
END
$function$;
