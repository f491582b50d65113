DROP FUNCTION "authenticate_token"(text);--> statement-breakpoint
DROP FUNCTION "authenticate_session"(text);--> statement-breakpoint
DROP FUNCTION "authenticate_service_account"(text, text);--> statement-breakpoint
-- Gives the transaction the scope of an active member whose credential has been found, and returns their role, with the
-- memberships of one who is not an org admin; no row where the member is not active. p_locks says what it locks against
-- other requests: 'nothing'; 'member', so that their role and status stay until the end; 'self', for a change of their own
-- row; 'organization', for a change of anybody's row: of somebody who is not an admin, only their own. Always in this order: organization, then member.
CREATE FUNCTION "enter_member"("p_org" text, "p_member" text, "p_locks" text)
RETURNS TABLE ("role" text, "ou_roles" json)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  member_role text;
  unit_ids text := '';
  roles json;
BEGIN
  PERFORM set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true);
  IF p_locks IN ('nothing', 'organization') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  END IF;
  IF p_locks = 'organization' AND member_role = 'admin' THEN
    PERFORM set_config('app.org_role', 'admin', true); -- which the policy for locking the organization asks for
    PERFORM 1 FROM public.organizations o WHERE o.org_id = p_org FOR NO KEY UPDATE;
  END IF;
  IF p_locks = 'member' OR (p_locks = 'organization' AND member_role = 'admin') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE;
  ELSIF p_locks <> 'nothing' THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE;
  END IF;
  IF member_role IS NULL THEN
    PERFORM set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), '') INTO roles, unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member;
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true);
  RETURN QUERY SELECT member_role, roles;
END
$$;--> statement-breakpoint
-- A token's hash -> its member, entered. Once a minute is precise enough for "last used", and a row that another request
-- is about to write is left to that one.
CREATE FUNCTION "enter_by_token"("presented_hash" text, "p_locks" text)
RETURNS TABLE ("token_id" text, "org_id" text, "org_member_id" text, "role" text, "ou_roles" json)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  token record;
  entered record;
BEGIN
  PERFORM set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(token.org_id, token.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.personal_access_tokens t WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF token.last_used_at IS NULL OR token.last_used_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.personal_access_tokens t
      WHERE t.org_id = token.org_id AND t.token_id = token.token_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.personal_access_tokens t SET last_used_at = now()
       WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    END IF;
  END IF;
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, entered.role, entered.ou_roles;
END
$$;--> statement-breakpoint
-- The same for a session, which ends p_idle seconds after its last request (contract §13).
CREATE FUNCTION "enter_by_session"("presented_hash" text, "p_locks" text, "p_idle" integer)
RETURNS TABLE ("session_id" text, "org_id" text, "org_member_id" text, "role" text, "ou_roles" json, "expires_at" timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  session record;
  entered record;
BEGIN
  PERFORM set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => p_idle);
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(session.org_id, session.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.sessions s WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF session.last_seen_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  RETURN QUERY SELECT session.session_id, session.org_id, session.org_member_id, entered.role, entered.ou_roles,
    session.expires_at;
END
$$;--> statement-breakpoint
-- Client id and secret -> service account, entered in its own OU. The secret's hash finds the row, so a client id that
-- nobody has costs what a known one with a wrong secret costs.
CREATE FUNCTION "enter_by_client"("presented_client" text, "presented_hash" text)
RETURNS TABLE ("org_id" text, "unit_id" text, "secret_id" text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at INTO account
    FROM public.service_accounts s
   WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
  IF NOT FOUND THEN RETURN; END IF;
  IF account.last_used_at IS NULL OR account.last_used_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.service_accounts s
      WHERE s.secret_hash = presented_hash AND s.client_id = presented_client FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.service_accounts s SET last_used_at = now()
       WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
    END IF;
  END IF;
  PERFORM set_config('app.unit_ids', account.unit_id, true), set_config('app.unit_org_id', account.org_id, true),
          set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true);
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id;
END
$$;--> statement-breakpoint
-- Makes an OU the one that the transaction works in, and returns the role of whoever has entered there; null, and no
-- change, where they have no access to it, whether it exists or not.
CREATE FUNCTION "select_unit"("p_unit" text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  org text := nullif(current_setting('app.org_id', true), '');
  unit_role text;
BEGIN
  IF org IS NULL THEN -- a service account works in its own
    RETURN CASE WHEN p_unit = current_setting('app.unit_id', true) THEN 'editor' END;
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
$$;
