SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Deletes up to p_size scores of a generation that is no longer shown. Where the previous generation's score differs from
-- the new one, adds a point to the lead's history. Holds the OU shared, and locks the leads that get a point.
CREATE OR REPLACE FUNCTION public.clear_old_scores(p_org text, p_unit text, p_size integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  ids text[];
  moved text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit;
  PERFORM public.enter_unit(p_org, p_unit, false);
  SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
    SELECT o.lead_id FROM public.lead_scores o
     WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id > s.garbage_after
     ORDER BY o.lead_id LIMIT p_size) batch;
  IF ids IS NULL THEN
    UPDATE public.scoring c SET garbage = c.garbage[2:], garbage_after = '', previous = nullif(c.previous, c.garbage[1])
     WHERE c.org_id = p_org AND c.unit_id = p_unit;
    RETURN;
  END IF;
  IF s.garbage[1] = s.previous THEN
    -- OFFSET 0 makes Postgres look up each score and point by its key: it has no statistics of rows that were just made,
    -- expects one, and would read all of them for every lead.
    SELECT array_agg(w.lead_id ORDER BY w.lead_id) INTO moved
      FROM unnest(ids) w (lead_id)
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
     WHERE o.score <> n.score;
    -- In a statement of its own, so that the next one sees what ingests wrote before the lock.
    PERFORM 1 FROM public.leads l
      WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (moved) ORDER BY l.lead_id FOR NO KEY UPDATE;
    WITH changed AS (
      SELECT w.lead_id, n.score
        FROM unnest(moved) w (lead_id)
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
       WHERE o.score <> n.score
         -- An ingest may have added this point already, even at a time before the switch that it waited for.
         AND NOT EXISTS (SELECT FROM public.leads l
                           JOIN public.score_points p ON p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = l.lead_id
                            AND p.ring_position = public.ring_position(l.score_changes)
                          WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = n.score OFFSET 0)
    ), counted AS (
      UPDATE public.leads l SET score_changes = l.score_changes + 1 FROM changed c
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
      RETURNING l.lead_id, l.score_changes, c.score
    )
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$function$;--> statement-breakpoint
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
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, entered.role, entered.ou_roles,
    to_json(token.scopes), token.only_unit_id;
END
$function$;--> statement-breakpoint
-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles; no row if they are not active. p_locks: 'nothing'; 'member' keeps their role and status until the
-- end; 'self' is for a change to their own row; 'organization' for a change to anybody's, which for a non-admin can only be
-- their own. The organization is always locked before the member.
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
  IF p_locks IN ('nothing', 'organization') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  END IF;
  IF p_locks = 'organization' AND member_role = 'admin' THEN
    PERFORM set_config('app.org_role', 'admin', true); -- the policy for locking the organization requires it
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
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member;
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
          set_config('app.admin_unit_ids', admin_unit_ids, true);
  RETURN QUERY SELECT member_role, roles;
END
$function$;--> statement-breakpoint
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
-- Erases a person: the lead, the leads merged into it, everything that belongs to them, and their values in the audit log.
-- Returns false if there is no such lead. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.erase_lead(p_org text, p_unit text, p_lead text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
  ids text[];
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := public.lead_named(p_org, p_unit, p_lead);
  IF target IS NULL THEN RETURN false; END IF;
  ids := target || ARRAY(SELECT m.merged_id FROM public.lead_merges m
                          WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = target);
  DELETE FROM public.idempotency_keys k USING public.idempotency_key_leads l
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (ids)
     AND k.org_id = p_org AND k.actor_id = l.actor_id AND k.key = l.key;
  WITH gone AS (
    DELETE FROM public.events e WHERE e.org_id = p_org AND e.unit_id = p_unit AND e.lead_id = ANY (ids) RETURNING e.occurred_at)
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, public.tally_slot(p_unit), -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_leads(p_org, p_unit, ARRAY[target]); -- aliases and merges follow by their foreign keys
  PERFORM public.erase_audit_values(gone.id) FROM unnest(ids) AS gone (id);
  RETURN true;
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
-- Recomputes the scores of these leads, in the generation that is shown and in the one being built. p_last, if given, holds
-- the time of each lead's latest event. The caller holds the leads' row locks or the OU alone. Adds a point to the history of
-- a lead whose shown score changed. Updates each lead once at most: that update is the most expensive part of an ingest. It
-- finds its rows by ctid; the LIMIT, which limits nothing, makes the planner expect one, and not read an OU instead.
CREATE OR REPLACE FUNCTION public.rescore_leads(p_org text, p_unit text, p_leads text[], p_last timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  WITH live AS (
    SELECT g.generation, g.rules, g.is_shown FROM public.scoring s
     CROSS JOIN LATERAL (VALUES (s.generation, s.rules, true), (s.building, s.building_rules, false)) g (generation, rules, is_shown)
     WHERE s.org_id = p_org AND s.unit_id = p_unit AND g.generation IS NOT NULL
  ), points AS (
    SELECT g.generation, p.lead_id, sum(p.points) FILTER (WHERE p.kind = 'engagement') AS engagement,
           sum(p.points) FILTER (WHERE p.kind = 'profile') AS profile
      FROM live g CROSS JOIN LATERAL public.rule_points(p_org, p_unit, g.rules, p_leads) p
     GROUP BY 1, 2
  ), computed AS MATERIALIZED (
    SELECT g.generation, g.is_shown, l.lead_id, l.last, coalesce(p.engagement, 0)::bigint AS engagement,
           coalesce(p.profile, 0)::bigint AS profile,
           (SELECT o.score FROM public.lead_scores o WHERE o.org_id = p_org AND o.unit_id = p_unit
               AND o.generation = g.generation AND o.lead_id = l.lead_id OFFSET 0) AS was
      FROM live g CROSS JOIN unnest(p_leads, p_last) l (lead_id, last)
      LEFT JOIN points p ON p.generation = g.generation AND p.lead_id = l.lead_id
  ), written AS (
    INSERT INTO public.lead_scores AS s (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, c.generation, c.lead_id, c.engagement + c.profile, c.engagement, c.profile
      FROM computed c ORDER BY c.generation, c.lead_id
    ON CONFLICT (org_id, unit_id, generation, lead_id) DO UPDATE
       SET score = excluded.score, engagement = excluded.engagement, profile = excluded.profile
     WHERE (s.engagement, s.profile) IS DISTINCT FROM (excluded.engagement, excluded.profile)
  ), noted AS (
    UPDATE public.leads l
       SET score_changes = l.score_changes + c.changed, updated_at = now(),
           last_event_at = greatest(l.last_event_at, c.last),
           last_active_at = CASE WHEN c.last IS NULL THEN l.last_active_at ELSE greatest(l.last_event_at, c.last) END
      FROM (SELECT k.row_address, n.last, n.engagement + n.profile AS score,
                   (n.was IS DISTINCT FROM n.engagement + n.profile)::integer AS changed
              FROM computed n CROSS JOIN LATERAL (
                SELECT x.ctid AS row_address FROM public.leads x
                 WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = n.lead_id OFFSET 0) k
             WHERE n.is_shown LIMIT cardinality(p_leads)) c
     WHERE l.ctid = c.row_address AND (c.changed = 1 OR c.last IS NOT NULL)
    RETURNING l.lead_id, l.score_changes, c.score, c.changed
  )
  INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
  SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), now(), c.score_changes, c.score
    FROM noted c WHERE c.changed = 1
  ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
     SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
END
$function$;--> statement-breakpoint
DROP FUNCTION "reserve_attempt";--> statement-breakpoint
-- Takes one attempt from each key's allowance before a guess is verified. Returns how many are left of the scarcest allowance
-- that does not fade; or -1 if any is used up, and then takes and prolongs nothing. Locks the keys' rows in order, so parallel guesses queue: of eleven, at most ten get through.
-- Failures count in full until the window after the last one ends; those of "fading" keys decrease steadily over it.
CREATE OR REPLACE FUNCTION public.reserve_attempt(keys text[], limits integer[], fading text[], window_seconds integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  is_free boolean;
  left_over integer;
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  DELETE FROM public.attempts a WHERE a.attempt_key IN (
    SELECT old.attempt_key FROM public.attempts old
     WHERE old.expires_at < now() - interval '1 minute' AND old.attempt_key <> ALL (keys)
     LIMIT 100 FOR UPDATE SKIP LOCKED);
  -- DO UPDATE even where nothing changes, because it locks the row, and the lock is what counts.
  INSERT INTO public.attempts AS a (attempt_key, failures, expires_at)
    SELECT wanted.key, 0, clock_timestamp() + make_interval(secs => window_seconds)
      FROM unnest(keys) wanted (key) ORDER BY wanted.key
    ON CONFLICT (attempt_key) DO UPDATE
      SET failures = CASE
        WHEN a.expires_at <= clock_timestamp() THEN 0
        WHEN a.attempt_key = ANY (fading) THEN least(a.failures, ceil(
          limits[array_position(keys, a.attempt_key)] * extract(epoch FROM a.expires_at - clock_timestamp()) / window_seconds))
        ELSE a.failures END;
  SELECT bool_and(a.failures < limits[array_position(keys, a.attempt_key)]) INTO is_free
    FROM public.attempts a WHERE a.attempt_key = ANY (keys);
  IF NOT is_free THEN RETURN -1; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  SELECT coalesce(min(w.allowed - a.failures) FILTER (WHERE w.key <> ALL (fading)), min(w.allowed - a.failures)) INTO left_over
    FROM unnest(keys, limits) w (key, allowed) JOIN public.attempts a ON a.attempt_key = w.key;
  RETURN left_over;
END
$function$;--> statement-breakpoint
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
