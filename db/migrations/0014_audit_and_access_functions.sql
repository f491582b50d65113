SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Deletes the personal values of p_subject, a member or a lead, from the audit log of the scope's organization (contract §8).
-- The entries and their tree stay whole, because they have only salted hashes of the values.
CREATE OR REPLACE FUNCTION public.erase_audit_values(p_subject text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''));
BEGIN
  PERFORM set_config('app.erased_subject_id', p_subject, true);
  DELETE FROM public.audit_values v WHERE v.org_id = org AND v.subject_id = p_subject;
  PERFORM set_config('app.erased_subject_id', '', true);
END
$function$;--> statement-breakpoint
-- Adds what one process has let through since its last report to the buckets and counts of all processes.
--   p_reports  [{n, org, hash, kind, cost, begun, requests, refused}]: hash is '' for an organization's own bucket, cost in
--              seconds, and begun how many seconds ago its requests began, because the bucket fills between them (default 0)
--   p_most     how many seconds a bucket may be busy at most, so that one report after an outage locks nobody out
-- Returns for how many seconds from now each bucket is busy. Locks rows in order, so that parallel reports queue.
CREATE OR REPLACE FUNCTION public.report_rates(p_reports json, p_most double precision)
 RETURNS TABLE(n integer, busy_seconds double precision)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  moment timestamptz := clock_timestamp();
  until timestamptz := moment + make_interval(secs => p_most);
  org_ids text[] := array(SELECT DISTINCT r.org FROM json_to_recordset(p_reports) AS r (org text));
BEGIN
  PERFORM set_config('app.rate_org_ids', array_to_string(org_ids, ','), true);
  RETURN QUERY
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(p_reports) AS r (n integer, org text, hash text, kind text, cost double precision,
          begun double precision, requests integer, refused integer)
       ORDER BY r.org, r.hash, r.kind),
    counted AS (
      INSERT INTO public.rate_usage AS u (org_id, minute, credential_hash, kind, requests, refused)
        SELECT r.org, date_trunc('minute', moment), r.hash, r.kind, r.requests, r.refused FROM given r
        ON CONFLICT (org_id, minute, credential_hash, kind)
          DO UPDATE SET requests = u.requests + excluded.requests, refused = u.refused + excluded.refused),
    charged AS (
      INSERT INTO public.rate_buckets AS b (org_id, credential_hash, kind, busy_until, added_seconds)
        SELECT r.org, r.hash, r.kind, least(moment + make_interval(secs => r.cost - coalesce(r.begun, 0)), until), r.cost FROM given r
        ON CONFLICT (org_id, credential_hash, kind) DO UPDATE
          SET added_seconds = excluded.added_seconds,
              busy_until = least(until,
                greatest(b.busy_until + make_interval(secs => excluded.added_seconds), excluded.busy_until))
        RETURNING b.org_id, b.credential_hash, b.kind, b.busy_until)
    SELECT r.n, greatest(extract(epoch FROM c.busy_until - moment)::double precision, 0)
      FROM charged c JOIN given r ON r.org = c.org_id AND r.hash = c.credential_hash AND r.kind = c.kind;
  IF random() < 0.02 THEN -- often enough for what gathers in an hour
    DELETE FROM public.rate_usage u WHERE u.org_id = ANY (org_ids) AND u.minute < moment - interval '61 minutes';
    DELETE FROM public.rate_buckets b WHERE (b.org_id, b.credential_hash, b.kind) IN (
      SELECT old.org_id, old.credential_hash, old.kind FROM public.rate_buckets old
       WHERE old.org_id = ANY (org_ids) AND old.busy_until < moment - interval '1 minute' FOR UPDATE SKIP LOCKED);
  END IF;
END
$function$;--> statement-breakpoint
-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_actor has who did it (kind, id),
-- p_credential with what (kind, id; or null), p_client from where (ip, user_agent). p_entries are objects with id, at, action,
-- target (type, id, name), subject (whose values the personal ones are, or null), unit_id, change_set_id, changes, and
-- personal_changes. A member's and an OU's name that an entry leaves out is read here, so it is the name at the end of the
-- transaction. Personal values are stored apart, and hashed with a salt into the entry.
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
           coalesce(e.target ->> 'name', CASE e.target ->> 'type'
             WHEN 'member' THEN (SELECT m.first_name || ' ' || m.last_name FROM public.members m
                                  WHERE m.org_id = org AND m.org_member_id = e.target ->> 'id')
             WHEN 'org_unit' THEN (SELECT u.name FROM public.org_units u
                                    WHERE u.org_id = org AND u.unit_id = e.target ->> 'id') END) AS target_name
      FROM json_to_recordset(p_entries) AS e (id text, at text, action text, target json, subject text, unit_id text,
                                              change_set_id text, changes json, personal_changes json)
  ), personal AS MATERIALIZED (
    SELECT e.id, part.name AS part, part.subject, part.value, replace(gen_random_uuid()::text, '-', '') AS salt,
           e.target_id, e.unit_id
      FROM entries e CROSS JOIN LATERAL (VALUES
        ('origin', coalesce(actor_id, e.subject, e.target_id), origin),
        ('target', e.subject, CASE WHEN e.subject IS NOT NULL THEN json_build_object('name', e.target_name,
          'changes', coalesce(e.personal_changes, '[]'::json))::text END)) AS part (name, subject, value)
     WHERE part.value IS NOT NULL
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
      'values', (SELECT coalesce(json_object_agg(p.part, encode(sha256(convert_to(p.salt || p.value, 'UTF8')), 'hex') ORDER BY p.part), '{}'::json)
                   FROM personal p WHERE p.id = e.id))::text
    FROM entries e;
END
$function$;
