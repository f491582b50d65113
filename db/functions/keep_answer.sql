-- Keeps the answer to the request that has claimed the key in this transaction. p_leads, a list of ids or null, names the leads
-- of the active OU that it is about. Keeps nothing if the request has removed its own caller.
CREATE OR REPLACE FUNCTION public.keep_answer(p_key text, p_status integer, p_headers json, p_body text, p_leads json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  actor text := coalesce(nullif(current_setting('app.member_id', true), ''), nullif(current_setting('app.secret_id', true), ''));
  unit text := CASE WHEN p_leads IS NOT NULL THEN current_setting('app.unit_id', true) END;
BEGIN
  UPDATE public.idempotency_keys k SET status = p_status, headers = p_headers, body = p_body, lead_unit_id = unit
   WHERE k.org_id = org AND k.actor_id = actor AND k.key = p_key;
  INSERT INTO public.idempotency_key_leads (org_id, unit_id, lead_id, actor_id, key)
  SELECT DISTINCT org, unit, lead, actor, p_key FROM json_array_elements_text(p_leads) lead;
END
$function$;
