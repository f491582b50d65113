-- Deletes the service accounts, the pending invitations and the webhook endpoints that members made (contract §13), and returns
-- them; an endpoint by its URL. Only for an org
-- admin's scope. Names each member to the policies while it works.
CREATE OR REPLACE FUNCTION public.end_made(p_members json)
 RETURNS TABLE(kind text, id text, unit_id text, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  org text := current_setting('app.org_id', true);
  maker text;
BEGIN
  FOR maker IN SELECT json_array_elements_text(p_members) LOOP
    PERFORM set_config('app.maker_id', maker, true);
    RETURN QUERY DELETE FROM public.service_accounts s WHERE s.org_id = org AND s.created_by = maker
      RETURNING 'service_account', s.secret_id, s.unit_id, s.name;
    RETURN QUERY DELETE FROM public.members m
      WHERE m.org_id = org AND m.invited_by = maker AND m.accepted_at IS NULL AND m.status = 'invited'
      RETURNING 'invitation', m.org_member_id, NULL::text, m.first_name || ' ' || m.last_name;
    IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker) THEN
      PERFORM public.lock_webhooks(org);
      RETURN QUERY DELETE FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker
        RETURNING 'webhook_endpoint', w.endpoint_id, NULL::text, w.url;
    END IF;
  END LOOP;
  PERFORM set_config('app.maker_id', '', true);
END
$function$;
