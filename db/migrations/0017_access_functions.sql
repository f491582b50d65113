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
  IF NOT EXISTS (SELECT FROM public.ou_memberships m WHERE m.org_id = org AND m.expires_at <= now()) THEN
    p_pairs := '[]';
  ELSIF p_pairs IS NULL THEN
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
  admin_unit_ids text := '';
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
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
          set_config('app.admin_unit_ids', admin_unit_ids, true);
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
$function$;--> statement-breakpoint
-- Keeps member_tallies when members are added, removed, or change their role or status, with one change of a row of it for
-- each role and status: a row that one transaction changes thousands of times gets slower and slower.
CREATE OR REPLACE FUNCTION public.tally_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM public.tally_member(m.org_id, m.role, m.status, m.more)
       FROM (SELECT c.org_id, c.role, c.status, sum(c.more)::int AS more
               FROM (SELECT b.org_id, b.role, b.status, -1 AS more FROM before b
                     UNION ALL SELECT a.org_id, a.role, a.status, 1 FROM changed a) c
              GROUP BY c.org_id, c.role, c.status) m
      WHERE m.more <> 0;
  ELSE
    PERFORM public.tally_member(c.org_id, c.role, c.status, (CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END)::int)
      FROM changed c GROUP BY c.org_id, c.role, c.status;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_added AFTER INSERT ON public.members REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_moved AFTER UPDATE ON public.members REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();--> statement-breakpoint
-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_actor has who did it (kind, id),
-- p_credential with what (kind, id; or null), p_client from where (ip, user_agent). p_entries are objects with id, at, action,
-- target (type, id, name), subject (whose values the personal ones are, or null), unit_id, change_set_id, changes, and
-- personal_changes. A member's and an OU's name that an entry leaves out is read here, so it is the name at the end of the
-- transaction; a session is named for its member, and a name that is null is kept out. Personal values are stored apart, and
-- hashed with a salt into the entry.
CREATE OR REPLACE FUNCTION public.write_audit_entries(p_actor json, p_credential json, p_client json, p_request_id text, p_entries json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''));
  actor_id text := p_actor ->> 'id';
  actor_name text;
  origin text;
BEGIN
  IF p_actor ->> 'kind' = 'member' THEN
    SELECT m.first_name || ' ' || m.last_name INTO actor_name FROM public.members m
     WHERE m.org_id = org AND m.org_member_id = actor_id;
    IF actor_name IS NULL THEN -- they have removed themselves
      SELECT e.target ->> 'name' INTO actor_name FROM json_to_recordset(p_entries) AS e (target json)
       WHERE e.target ->> 'id' = actor_id;
    END IF;
    origin := json_build_object('name', actor_name, 'ip', p_client -> 'ip', 'user_agent', p_client -> 'user_agent')::text;
  ELSE
    IF p_actor ->> 'kind' = 'service_account' THEN
      SELECT s.name INTO actor_name FROM public.service_accounts s
       WHERE s.org_id = org AND s.unit_id = current_setting('app.unit_id', true) AND s.secret_id = actor_id;
    END IF;
    IF p_client ->> 'ip' IS NOT NULL OR p_client ->> 'user_agent' IS NOT NULL THEN
      origin := json_build_object('ip', p_client -> 'ip', 'user_agent', p_client -> 'user_agent')::text;
    END IF;
  END IF;
  WITH entries AS MATERIALIZED (
    SELECT e.*, e.target ->> 'type' AS target_type, e.target ->> 'id' AS target_id,
           CASE WHEN e.target -> 'name' IS NOT NULL THEN e.target ->> 'name'
             WHEN e.target ->> 'type' IN ('member', 'session')
               THEN (SELECT m.first_name || ' ' || m.last_name FROM public.members m
                      WHERE m.org_id = org AND m.org_member_id = e.subject)
             WHEN e.target ->> 'type' = 'org_unit' THEN (SELECT u.name FROM public.org_units u
                                    WHERE u.org_id = org AND u.unit_id = e.target ->> 'id') END AS target_name
      FROM json_to_recordset(p_entries) AS e (id text, at text, action text, target json, subject text, unit_id text,
                                              change_set_id text, changes json, personal_changes json)
  ), personal AS MATERIALIZED (
    SELECT e.id, part.name AS part, part.subject, part.value, replace(gen_random_uuid()::text, '-', '') AS salt,
           e.target_id, e.unit_id
      FROM entries e CROSS JOIN LATERAL (VALUES
        ('origin', coalesce(actor_id, e.subject, e.target_id), origin),
        ('target', e.subject, CASE WHEN e.target_name IS NOT NULL OR json_array_length(e.personal_changes) > 0 THEN
          json_build_object('name', e.target_name, 'changes', coalesce(e.personal_changes, '[]'::json))::text END)
        ) AS part (name, subject, value)
     WHERE part.value IS NOT NULL AND part.subject IS NOT NULL
  ), hashes AS MATERIALIZED (
    SELECT p.id, json_object_agg(p.part, encode(sha256(convert_to(p.salt || p.value, 'UTF8')), 'hex') ORDER BY p.part) AS values
      FROM personal p GROUP BY p.id
  ), stored AS (
    INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
    SELECT org, p.id, p.part, actor_id, p.target_id, p.unit_id, p.subject, p.salt, p.value FROM personal p
  ), unsealed AS (
    INSERT INTO public.audit_unsealed (org_id, entry_id) SELECT org, e.id FROM entries e
  )
  INSERT INTO public.audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
  SELECT org, e.id, actor_id, e.target_id, e.unit_id, e.action, json_build_object(
      'id', e.id, 'at', e.at, 'action', e.action,
      'actor', CASE WHEN p_actor ->> 'kind' = 'member' THEN json_build_object('kind', 'member', 'id', actor_id)
                    ELSE json_build_object('kind', p_actor ->> 'kind', 'id', actor_id, 'name', actor_name) END,
      'credential', p_credential, 'unit_id', e.unit_id,
      'target', CASE WHEN e.subject IS NULL THEN json_build_object('type', e.target_type, 'id', e.target_id, 'name', e.target_name)
                     ELSE json_build_object('type', e.target_type, 'id', e.target_id) END,
      'changes', coalesce(e.changes, '[]'::json), 'change_set_id', e.change_set_id, 'request_id', p_request_id,
      'values', coalesce(h.values, '{}'::json))::text
    FROM entries e LEFT JOIN hashes h ON h.id = e.id;
END
$function$;
