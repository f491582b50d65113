SET LOCAL check_function_bodies = off;--> statement-breakpoint
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
$function$;--> statement-breakpoint
-- Enters as the member of a session, given its hash; no row if the session or the member is not valid. A session ends p_idle
-- seconds after its last request. Also returns how many seconds ago its password was given (contract §13), and the member's name. Locks what p_locks
-- says (enter_member), and notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_session(presented_hash text, p_locks text, p_idle integer)
 RETURNS TABLE(session_id text, org_id text, org_member_id text, role text, ou_roles json, expires_at timestamp with time zone, authenticated_seconds double precision, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  session record;
  entered record;
  made text;
BEGIN
  made := set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at,
         extract(epoch FROM now() - s.authenticated_at)::double precision AS authenticated_seconds INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => p_idle);
  IF NOT FOUND THEN RETURN; END IF;
  entered := public.enter_member(session.org_id, session.org_member_id, p_locks);
  IF entered.role IS NULL THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.sessions s WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF public.is_use_due(session.last_seen_at) THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  session_id := session.session_id;
  org_id := session.org_id;
  org_member_id := session.org_member_id;
  role := entered.role;
  ou_roles := entered.ou_roles;
  expires_at := session.expires_at;
  authenticated_seconds := session.authenticated_seconds;
  name := entered.name;
  RETURN NEXT;
END
$function$;--> statement-breakpoint
-- Enters as the owner of a personal access token, given its hash; no row if the token or the member is not valid. Locks what
-- p_locks says (enter_member). Notes the token's use when that is due (is_use_due), unless another request is doing so.
-- A token of one OU has the scope of a viewer of the organization whose only membership is the owner's role there, and works
-- in that OU.
CREATE OR REPLACE FUNCTION public.enter_by_token(presented_hash text, p_locks text)
 RETURNS TABLE(token_id text, org_id text, org_member_id text, role text, ou_roles json, scopes json, only_unit_id text, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  token record;
  entered record;
  unit_role text;
  made text;
BEGIN
  made := set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at, t.scopes, t.only_unit_id INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  entered := public.enter_member(token.org_id, token.org_member_id, p_locks);
  IF entered.role IS NULL THEN RETURN; END IF;
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
            set_config('app.admin_unit_ids', CASE WHEN unit_role = 'admin' THEN token.only_unit_id ELSE '' END, true),
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
  token_id := token.token_id;
  org_id := token.org_id;
  org_member_id := token.org_member_id;
  role := entered.role;
  ou_roles := entered.ou_roles;
  scopes := to_json(token.scopes);
  only_unit_id := token.only_unit_id;
  name := entered.name;
  RETURN NEXT;
END
$function$;--> statement-breakpoint
DROP FUNCTION "enter_member";--> statement-breakpoint
-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles, and their name; nulls if they are not active, and LV002 if the organization is suspended
-- (refuse_suspended). Every request asks this, so settings are made by assignments, which run without a statement. p_locks: 'nothing'; 'member' keeps their role and status until the
-- end; 'self' is for a change to their own row; 'access' for a change of one membership; 'organization' for a change to
-- anybody's role or status, or of many memberships. Access is always locked before the member (lock_access).
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text, OUT role text, OUT ou_roles json, OUT name text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  member_role text;
  member_name text;
  is_suspended boolean;
  has_webhooks boolean;
  unit_ids text := '';
  admin_unit_ids text := '';
  made text;
BEGIN
  made := concat(set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true),
                 pg_advisory_xact_lock_shared(hashtextextended(p_org, 11))); -- as refuse_suspended does
  IF p_locks IN ('access', 'organization') THEN
    PERFORM public.lock_access(p_org, CASE p_locks WHEN 'access' THEN '' END);
  END IF;
  IF p_locks = 'nothing' THEN
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  ELSIF p_locks IN ('member', 'access') THEN
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE OF m;
  ELSE
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE OF m;
  END IF;
  IF member_role IS NULL THEN
    made := set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF is_suspended THEN PERFORM public.refuse_suspended(p_org); END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO ou_roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  made := concat(set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
                 set_config('app.admin_unit_ids', admin_unit_ids, true),
                 set_config('app.has_webhooks', CASE WHEN has_webhooks THEN 'on' ELSE 'off' END, true));
  role := member_role;
  name := member_name;
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
  made text;
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
  made := concat(set_config('app.unit_org_id', org, true), set_config('app.unit_id', p_unit, true),
                 set_config('app.unit_role', unit_role, true));
  RETURN unit_role;
END
$function$;
