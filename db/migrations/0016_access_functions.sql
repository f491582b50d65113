SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Deletes the service accounts and the pending invitations that members made (contract §13), and returns them. Only for an org
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
  END LOOP;
  PERFORM set_config('app.maker_id', '', true);
END
$function$;--> statement-breakpoint
-- Ends the memberships that have expired, in the organization of the scope: those of p_pairs (objects with unit_id and
-- org_member_id), or the first thousand if it is null. Returns them. The policies hide an expired row except while this works,
-- so a new grant has to make room with it.
CREATE OR REPLACE FUNCTION public.end_memberships(p_pairs json)
 RETURNS TABLE(unit_id text, org_member_id text, role text, expires_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  PERFORM set_config('app.ends_memberships', 'on', true);
  IF p_pairs IS NULL THEN
    SELECT json_agg(e) INTO p_pairs FROM (SELECT m.unit_id, m.org_member_id FROM public.ou_memberships m
      WHERE m.org_id = org AND m.expires_at <= now() LIMIT 1000) e;
  END IF;
  RETURN QUERY DELETE FROM public.ou_memberships m
    USING json_to_recordset(p_pairs) AS p (unit_id text, org_member_id text)
    WHERE m.org_id = org AND m.unit_id = p.unit_id AND m.org_member_id = p.org_member_id AND m.expires_at <= now()
    RETURNING m.unit_id, m.org_member_id, m.role, m.expires_at;
  PERFORM set_config('app.ends_memberships', '', true);
END
$function$;--> statement-breakpoint
-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles; no row if they are not active. p_locks: 'nothing'; 'member' keeps their role and status until the
-- end; 'self' is for a change to their own row; 'access' for a change of one membership; 'organization' for a change to
-- anybody's role or status, or of many memberships. Access is always locked before the member (lock_access).
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text)
 RETURNS TABLE(role text, ou_roles json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  member_role text;
  unit_ids text := '';
  roles json;
BEGIN
  PERFORM set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true);
  IF p_locks IN ('access', 'organization') THEN
    PERFORM public.lock_access(p_org, CASE p_locks WHEN 'access' THEN '' END);
  END IF;
  IF p_locks = 'nothing' THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  ELSIF p_locks IN ('member', 'access') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE;
  ELSE
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE;
  END IF;
  IF member_role IS NULL THEN
    PERFORM set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), '') INTO roles, unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true);
  RETURN QUERY SELECT member_role, roles;
END
$function$;--> statement-breakpoint
-- Adds notices to combined ones that still wait for the same member (domain/mail/combine-notices.ts), and returns the messages
-- that took one. p_notices are objects with message_id, member_id and notice; p_most is how many a message has at most: then
-- its oldest is dropped and counted. The time is read after the row is locked, and the worker also locks it before reading
-- the mail. Names each message to the policies while it works.
CREATE OR REPLACE FUNCTION public.join_notices(p_notices json, p_most integer)
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
  one record;
BEGIN
  FOR one IN SELECT * FROM json_to_recordset(p_notices) AS n (message_id text, member_id text, notice jsonb)
              ORDER BY message_id COLLATE "C" LOOP
    PERFORM set_config('app.message_id', one.message_id, true);
    RETURN QUERY UPDATE public.messages m SET facts = m.facts || CASE WHEN jsonb_array_length(m.facts -> 'notices') >= p_most
        THEN jsonb_build_object('notices', (m.facts -> 'notices') - 0 || one.notice, 'left_out', (m.facts ->> 'left_out')::int + 1)
        ELSE jsonb_build_object('notices', (m.facts -> 'notices') || one.notice) END
       WHERE m.org_id = org AND m.message_id = one.message_id AND m.org_member_id = one.member_id
         AND m.status = 'queued' AND m.leaves_at > clock_timestamp()
      RETURNING m.message_id;
  END LOOP;
  PERFORM set_config('app.message_id', '', true);
END
$function$;--> statement-breakpoint
-- Holds who has access in the organization until the transaction ends: alone for changes of several members, of roles or of
-- status; shared for a change of one membership, which names its pair and waits for that alone. Comes before every row lock.
CREATE OR REPLACE FUNCTION public.lock_access(p_org text, p_pair text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF p_pair IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_org, 9));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org, 9));
    IF p_pair <> '' THEN PERFORM pg_advisory_xact_lock(hashtextextended(p_org || '/' || p_pair, 10)); END IF;
  END IF;
END
$function$;
