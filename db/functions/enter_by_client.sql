-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text, scopes json, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
  made text;
BEGIN
  made := set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at, s.scopes, s.name INTO account
    FROM public.service_accounts s
   WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM public.refuse_suspended(account.org_id);
  IF public.is_use_due(account.last_used_at) THEN
    PERFORM 1 FROM public.service_accounts s
      WHERE s.secret_hash = presented_hash AND s.client_id = presented_client FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.service_accounts s SET last_used_at = now()
       WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
    END IF;
  END IF;
  made := concat(set_config('app.unit_ids', account.unit_id, true), set_config('app.unit_org_id', account.org_id, true),
                 set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true),
                 set_config('app.secret_id', account.secret_id, true));
  org_id := account.org_id;
  unit_id := account.unit_id;
  secret_id := account.secret_id;
  scopes := to_json(account.scopes);
  name := account.name;
  RETURN NEXT;
END
$function$;
