-- Claims an Idempotency-Key for the scope's caller until the transaction ends, and returns no row. If an earlier request has
-- the key, returns its state: 'answered' with its answer, 'reused' if its fingerprint differs, 'running' if it is not done after
-- two seconds. With p_takes false only looks. Without a caller in the scope it does nothing.
CREATE OR REPLACE FUNCTION public.claim_key(p_key text, p_fingerprint text, p_takes boolean)
 RETURNS TABLE(state text, status smallint, headers json, body text)
 LANGUAGE plpgsql
 SET lock_timeout TO '2s'
AS $function$
#variable_conflict use_column
DECLARE
  member text := nullif(current_setting('app.member_id', true), '');
  secret text := nullif(current_setting('app.secret_id', true), '');
  org text := public.scope_organization();
BEGIN
  IF coalesce(member, secret) IS NULL THEN RETURN; END IF;
  IF p_takes THEN
    DELETE FROM public.idempotency_keys k WHERE k.org_id = org AND k.actor_id = coalesce(member, secret) AND k.key = p_key
       AND k.created_at < now() - interval '1 day';
    INSERT INTO public.idempotency_keys (org_id, key, org_member_id, secret_unit_id, secret_id, fingerprint)
    VALUES (org, p_key, member, CASE WHEN member IS NULL THEN current_setting('app.unit_id', true) END, secret, p_fingerprint)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN RETURN; END IF;
  END IF;
  RETURN QUERY
  SELECT CASE WHEN k.fingerprint = p_fingerprint THEN 'answered' ELSE 'reused' END, k.status, k.headers, k.body
    FROM public.idempotency_keys k WHERE k.org_id = org AND k.actor_id = coalesce(member, secret) AND k.key = p_key
     AND k.created_at >= now() - interval '1 day';
  IF p_takes AND NOT FOUND THEN RAISE EXCEPTION 'the first answer has just been erased' USING ERRCODE = 'serialization_failure'; END IF;
EXCEPTION WHEN lock_not_available THEN
  RETURN QUERY SELECT 'running', NULL::smallint, NULL::json, NULL::text;
END
$function$;
