-- The accounts that an e-mail address can sign in to, one per organization, with the password hash to verify and whether the
-- account knows the device that asks. Deactivated members are left out.
CREATE OR REPLACE FUNCTION public.sign_in_accounts(presented_key text, presented_device text)
 RETURNS TABLE(org_id text, org_member_id text, role text, status text, password_hash text, knows_device boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true), set_config('app.device_hash', presented_device, true);
  RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.password_hash,
      EXISTS (SELECT FROM public.devices d WHERE d.org_id = m.org_id AND d.org_member_id = m.org_member_id
                 AND d.device_hash = presented_device)
    FROM public.members m WHERE m.email_key = presented_key AND m.status <> 'deactivated' ORDER BY m.org_id;
END
$function$;
