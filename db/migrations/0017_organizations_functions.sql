SET LOCAL check_function_bodies = off;
--> statement-breakpoint
-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text, scopes json, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
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
  PERFORM set_config('app.unit_ids', account.unit_id, true), set_config('app.unit_org_id', account.org_id, true),
          set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true),
          set_config('app.secret_id', account.secret_id, true);
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id, to_json(account.scopes), account.name;
END
$function$;
--> statement-breakpoint
-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles, and their name; no row if they are not active, and LV002 if the organization is suspended. p_locks:
-- 'nothing'; 'member' keeps their role and status until the end; 'self' is for a change to their own row; 'access' for a change
-- of one membership; 'organization' for a change to anybody's role or status, or of many memberships. Access is always locked
-- before the member (lock_access).
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text)
 RETURNS TABLE(role text, ou_roles json, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  member_role text;
  member_name text;
  unit_ids text := '';
  admin_unit_ids text := '';
  roles json;
BEGIN
  PERFORM set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true);
  IF p_locks IN ('access', 'organization') THEN
    PERFORM public.lock_access(p_org, CASE p_locks WHEN 'access' THEN '' END);
  END IF;
  IF p_locks = 'nothing' THEN
    SELECT m.role, m.first_name || ' ' || m.last_name INTO member_role, member_name FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  ELSIF p_locks IN ('member', 'access') THEN
    SELECT m.role, m.first_name || ' ' || m.last_name INTO member_role, member_name FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE;
  ELSE
    SELECT m.role, m.first_name || ' ' || m.last_name INTO member_role, member_name FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE;
  END IF;
  IF member_role IS NULL THEN
    PERFORM set_config('app.org_role', '', true);
    RETURN;
  END IF;
  PERFORM public.refuse_suspended(p_org);
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
          set_config('app.admin_unit_ids', admin_unit_ids, true);
  RETURN QUERY SELECT member_role, roles, member_name;
END
$function$;
--> statement-breakpoint
-- Raises LV002 if an operator has suspended the organization. Whatever turns a credential into authority asks this in the
-- transaction that acts, which a suspension waits for. A session that is only to be looked at or ended says so
-- (app.spares_suspended).
CREATE OR REPLACE FUNCTION public.refuse_suspended(p_org text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  scope text := coalesce(current_setting('app.org_id', true), '');
  is_suspended boolean;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org, 11));
  PERFORM set_config('app.org_id', p_org, true); -- a service account's scope names no organization
  is_suspended := EXISTS (SELECT FROM public.organizations o WHERE o.org_id = p_org AND o.suspended_at IS NOT NULL);
  PERFORM set_config('app.org_id', scope, true);
  IF is_suspended AND coalesce(current_setting('app.spares_suspended', true), '') <> 'on' THEN
    RAISE EXCEPTION 'the organization is suspended' USING ERRCODE = 'LV002', DETAIL = p_org;
  END IF;
END
$function$;
