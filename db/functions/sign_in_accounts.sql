-- The accounts of an e-mail address, one per organization, whatever their status, with the password hash to verify and whether
-- the account knows the device that asks. Names each organization to the policies while it reads there.
CREATE OR REPLACE FUNCTION public.sign_in_accounts(presented_key text, presented_device text)
 RETURNS TABLE(org_id text, org_member_id text, role text, status text, email text, password_hash text, knows_device boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  found record;
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true), set_config('app.device_hash', presented_device, true);
  FOR found IN SELECT a.org_id, a.org_member_id FROM public.sign_in_addresses a
                WHERE a.email_key = presented_key ORDER BY a.org_id COLLATE "C" LOOP
    PERFORM set_config('app.org_id', found.org_id, true);
    RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.email, m.password_hash,
        EXISTS (SELECT FROM public.devices d WHERE d.org_id = m.org_id AND d.org_member_id = m.org_member_id
                   AND d.device_hash = presented_device)
      FROM public.members m WHERE m.org_id = found.org_id AND m.org_member_id = found.org_member_id;
  END LOOP;
  PERFORM set_config('app.org_id', '', true);
END
$function$;
