-- An address that an admin changes: what was mailed to the old one, or waits for another one's confirmation, ends with it.
-- The scope is lent as in end_credentials, to an org admin's alone; sessions and tokens stay.
CREATE FUNCTION "end_account_links"("of_member" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the links of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.member_id', of_member, true);
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind IN ('password_reset', 'email_confirmation');
  PERFORM set_config('app.member_id', self, true);
END
$$;
