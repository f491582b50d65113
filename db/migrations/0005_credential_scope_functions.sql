SET LOCAL check_function_bodies = off;--> statement-breakpoint
DROP FUNCTION "enter_by_client";--> statement-breakpoint
-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text, scopes json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at, s.scopes INTO account
    FROM public.service_accounts s
   WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
  IF NOT FOUND THEN RETURN; END IF;
  IF public.is_use_due(account.last_used_at) THEN
    PERFORM 1 FROM public.service_accounts s
      WHERE s.secret_hash = presented_hash AND s.client_id = presented_client FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.service_accounts s SET last_used_at = now()
       WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
    END IF;
  END IF;
  PERFORM set_config('app.unit_ids', account.unit_id, true), set_config('app.unit_org_id', account.org_id, true),
          set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true);
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id, to_json(account.scopes);
END
$function$;--> statement-breakpoint
DROP FUNCTION "enter_by_token";--> statement-breakpoint
-- Enters as the owner of a personal access token, given its hash; no row if the token or the member is not valid. Locks what
-- p_locks says (enter_member). Notes the token's use when that is due (is_use_due), unless another request is doing so.
-- A token of one OU has the scope of a viewer of the organization whose only membership is the owner's role there, and works
-- in that OU.
CREATE OR REPLACE FUNCTION public.enter_by_token(presented_hash text, p_locks text)
 RETURNS TABLE(token_id text, org_id text, org_member_id text, role text, ou_roles json, scopes json, only_unit_id text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  token record;
  entered record;
  unit_role text;
BEGIN
  PERFORM set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at, t.scopes, t.only_unit_id INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(token.org_id, token.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.personal_access_tokens t WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF token.only_unit_id IS NOT NULL THEN
    unit_role := CASE WHEN entered.role = 'admin' THEN 'admin' ELSE entered.ou_roles ->> token.only_unit_id END;
    entered.role := 'viewer';
    entered.ou_roles := CASE WHEN unit_role IS NOT NULL THEN json_build_object(token.only_unit_id, unit_role) END;
    PERFORM set_config('app.org_role', 'viewer', true), set_config('app.only_unit_id', token.only_unit_id, true),
            set_config('app.unit_ids', CASE WHEN unit_role IS NULL THEN '' ELSE token.only_unit_id END, true),
            set_config('app.unit_org_id', token.org_id, true), set_config('app.unit_id', token.only_unit_id, true),
            set_config('app.unit_role', coalesce(unit_role, ''), true);
  END IF;
  IF public.is_use_due(token.last_used_at) THEN
    PERFORM 1 FROM public.personal_access_tokens t
      WHERE t.org_id = token.org_id AND t.token_id = token.token_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.personal_access_tokens t SET last_used_at = now()
       WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    END IF;
  END IF;
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, entered.role, entered.ou_roles,
    to_json(token.scopes), token.only_unit_id;
END
$function$;--> statement-breakpoint
-- Makes an OU the one that the transaction works in, and returns the caller's role there. Returns null, and changes nothing,
-- if the caller has no access to it, whether or not it exists. A service account, or a token of one OU, can only select its own.
CREATE OR REPLACE FUNCTION public.select_unit(p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := nullif(current_setting('app.org_id', true), '');
  unit_role text;
BEGIN
  IF org IS NULL OR nullif(current_setting('app.only_unit_id', true), '') IS NOT NULL THEN -- they work in it already
    RETURN CASE WHEN p_unit = current_setting('app.unit_id', true) THEN nullif(current_setting('app.unit_role', true), '') END;
  END IF;
  IF current_setting('app.org_role', true) = 'admin' THEN
    SELECT 'admin' INTO unit_role FROM public.org_units u WHERE u.org_id = org AND u.unit_id = p_unit;
  ELSE
    SELECT m.role INTO unit_role FROM public.ou_memberships m
     WHERE m.org_id = org AND m.unit_id = p_unit AND m.org_member_id = current_setting('app.member_id', true);
  END IF;
  IF unit_role IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.unit_org_id', org, true), set_config('app.unit_id', p_unit, true),
          set_config('app.unit_role', unit_role, true);
  RETURN unit_role;
END
$function$;
