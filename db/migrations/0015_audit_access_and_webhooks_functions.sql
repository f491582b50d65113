SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Adds the points of new events to the scores of their leads, each once, and notes the time of the latest event. The caller
-- holds the leads' row locks, and p_places has their ctids; so nothing is looked up twice, and no score is added up again. A
-- lead whose score has to be computed as a whole goes to rescore_leads: a new one, or any while a generation is being built,
-- or while crossings of the previous one are still to be noted.
-- A LIMIT, which limits nothing, makes the planner expect one row, and find the others by ctid instead of reading an OU.
CREATE OR REPLACE FUNCTION public.add_points(p_org text, p_unit text, p_leads text[], p_places tid[], p_last timestamp with time zone[], p_points bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  shown integer;
  left_over text[];
  left_last timestamptz[];
  above jsonb;
  moved json;
BEGIN
  SELECT s.generation, s.thresholds INTO shown, above FROM public.scoring s
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.building IS NULL AND (s.previous IS NULL OR s.thresholds = '[]');
  WITH known AS MATERIALIZED (
    SELECT n.lead_id, n.place, n.last, n.points, s.place AS score_place
      FROM unnest(p_leads, p_places, p_last, p_points) n (lead_id, place, last, points)
      LEFT JOIN LATERAL (SELECT o.ctid AS place FROM public.lead_scores o WHERE o.org_id = p_org AND o.unit_id = p_unit
                            AND o.generation = shown AND o.lead_id = n.lead_id OFFSET 0) s ON true
  ), scored AS (
    UPDATE public.lead_scores s SET score = s.score + k.points, engagement = s.engagement + k.points
      FROM (SELECT * FROM known WHERE points <> 0 AND score_place IS NOT NULL LIMIT cardinality(p_leads)) k
     WHERE s.ctid = k.score_place
    RETURNING k.lead_id, k.place, k.last, s.score - k.points AS before, s.score
  ), noted AS (
    UPDATE public.leads l
       SET score_changes = l.score_changes + (c.score IS NOT NULL)::integer, updated_at = now(),
           last_event_at = greatest(l.last_event_at, c.last), last_active_at = greatest(l.last_event_at, c.last)
      FROM (SELECT * FROM (SELECT place, last, score FROM scored UNION ALL
                           SELECT place, last, NULL FROM known WHERE points = 0 AND score_place IS NOT NULL) u
             LIMIT cardinality(p_leads)) c
     WHERE l.ctid = c.place
    RETURNING l.lead_id, l.score_changes, c.score
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, n.lead_id, public.ring_position(n.score_changes), now(), n.score_changes, n.score
      FROM noted n WHERE n.score IS NOT NULL
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  )
  SELECT array_agg(k.lead_id), array_agg(k.last), (SELECT json_agg(s) FROM scored s WHERE above <> '[]')
    INTO left_over, left_last, moved FROM known k WHERE k.score_place IS NULL;
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, above, moved); END IF;
  IF left_over IS NOT NULL THEN PERFORM public.rescore_leads(p_org, p_unit, left_over, left_last); END IF;
END
$function$;--> statement-breakpoint
-- Claims the delivery that leaves next for a webhook endpoint, and says when to ask again by the job of the endpoint: after
-- p_turn, when the next may leave although this one has no answer, or when the next is due. A claimed delivery is due again
-- after p_lease, so that one is repeated whose sender has died. Returns null if nothing is due, or it is another one's turn.
-- When nothing is due, it forgets deliveries that are older than 30 days.
CREATE OR REPLACE FUNCTION public.claim_delivery(p_org text, p_endpoint text, p_turn interval, p_lease interval)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
DECLARE
  endpoint record;
  claimed record;
  answer json;
  wake timestamptz;
BEGIN
  PERFORM public.lock_webhooks(p_org);
  SELECT w.* INTO endpoint FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.endpoint_id = p_endpoint AND w.active;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF endpoint.next_turn_at > clock_timestamp() THEN
    wake := endpoint.next_turn_at;
  ELSE
    UPDATE public.endpoint_deliveries d SET next_at = clock_timestamp() + p_lease
      FROM (SELECT n.delivery_id, n.next_at FROM public.endpoint_deliveries n
             WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at <= clock_timestamp()
             ORDER BY n.next_at, n.delivery_id LIMIT 1) due
     WHERE d.org_id = p_org AND d.delivery_id = due.delivery_id
    RETURNING d.delivery_id, d.tries, due.next_at INTO claimed;
    IF FOUND THEN
      -- Of an endpoint that fails, only one attempt is on its way at a time.
      wake := clock_timestamp() + CASE WHEN endpoint.failing_since IS NULL THEN p_turn ELSE p_lease END;
      UPDATE public.webhook_endpoints SET next_turn_at = wake WHERE org_id = p_org AND endpoint_id = p_endpoint;
      answer := json_build_object('deliveryId', claimed.delivery_id, 'tries', claimed.tries, 'dueAt', claimed.next_at,
                                  'turn', wake, 'url', endpoint.url, 'secrets', array_remove(ARRAY[endpoint.secret,
                                  CASE WHEN endpoint.previous_until > now() THEN endpoint.previous_secret END], NULL));
    ELSE
      wake := (SELECT min(n.next_at) FROM public.endpoint_deliveries n
                WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at IS NOT NULL);
      DELETE FROM public.endpoint_deliveries d
       WHERE d.org_id = p_org AND d.delivery_id IN (
         SELECT o.delivery_id FROM public.endpoint_deliveries o
          WHERE o.org_id = p_org AND o.endpoint_id = p_endpoint AND o.status <> 'pending'
            AND o.delivery_id < 'whd_' || lpad(to_hex((extract(epoch FROM now() - interval '30 days') * 1000000)::bigint), 14, '0')
          ORDER BY o.delivery_id LIMIT 1000);
    END IF;
  END IF;
  IF wake IS NOT NULL THEN
    PERFORM graphile_worker.add_job('deliver_webhooks', json_build_object('org_id', p_org, 'endpoint_id', p_endpoint),
                                    job_key := p_endpoint, run_at := wake);
  END IF;
  RETURN answer;
END
$function$;--> statement-breakpoint
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
$function$;--> statement-breakpoint
-- Deletes up to p_size scores of a generation that is no longer shown; those of the previous one are settled first. Holds the
-- OU shared, and locks the leads that it settles.
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
    moved := ids;
    IF s.thresholds = '[]' THEN -- otherwise ingests settle leads too, and each has to be locked
      -- OFFSET 0 makes Postgres look up each score by its key: it has no statistics of rows that were just made, expects
      -- one, and would read all of them for every lead.
      SELECT array_agg(w.lead_id ORDER BY w.lead_id) INTO moved
        FROM unnest(ids) w (lead_id)
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
       WHERE o.score <> n.score;
    END IF;
    -- In a statement of its own, so that settle_scores sees what ingests wrote before the lock.
    PERFORM 1 FROM public.leads l
      WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (moved) ORDER BY l.lead_id FOR NO KEY UPDATE;
    PERFORM public.settle_scores(p_org, p_unit, moved);
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$function$;--> statement-breakpoint
-- The thresholds that count right now, as a JSON array ordered by ruleset: a ruleset's threshold counts when its rules do.
CREATE OR REPLACE FUNCTION public.effective_thresholds(p_org text, p_unit text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(jsonb_agg(jsonb_build_object('ruleset_id', s.ruleset_id, 'score_above', s.score_above) ORDER BY s.ruleset_id), '[]')
    FROM public.rulesets s
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND s.score_above IS NOT NULL
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$function$;--> statement-breakpoint
-- Deletes the service accounts, the pending invitations and the webhook endpoints that members made (contract §13), and returns
-- them; an endpoint by its URL. Only for an org
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
    IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker) THEN
      PERFORM public.lock_webhooks(org);
      RETURN QUERY DELETE FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker
        RETURNING 'webhook_endpoint', w.endpoint_id, NULL::text, w.url;
    END IF;
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
DROP FUNCTION "enter_by_client";--> statement-breakpoint
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
$function$;--> statement-breakpoint
DROP FUNCTION "enter_by_session";--> statement-breakpoint
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
BEGIN
  PERFORM set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at,
         extract(epoch FROM now() - s.authenticated_at)::double precision AS authenticated_seconds INTO session
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
  IF public.is_use_due(session.last_seen_at) THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  RETURN QUERY SELECT session.session_id, session.org_id, session.org_member_id, entered.role, entered.ou_roles,
    session.expires_at, session.authenticated_seconds, entered.name;
END
$function$;--> statement-breakpoint
DROP FUNCTION "enter_by_token";--> statement-breakpoint
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
    to_json(token.scopes), token.only_unit_id, entered.name;
END
$function$;--> statement-breakpoint
DROP FUNCTION "enter_member";--> statement-breakpoint
-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles, and their name; no row if they are not active, and LV002 if the organization is suspended
-- (refuse_suspended). p_locks: 'nothing'; 'member' keeps their role and status until the
-- end; 'self' is for a change to their own row; 'access' for a change of one membership; 'organization' for a change to
-- anybody's role or status, or of many memberships. Access is always locked before the member (lock_access).
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text)
 RETURNS TABLE(role text, ou_roles json, name text)
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
  roles json;
BEGIN
  PERFORM set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true),
          pg_advisory_xact_lock_shared(hashtextextended(p_org, 11)); -- as refuse_suspended does
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
    PERFORM set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF is_suspended THEN PERFORM public.refuse_suspended(p_org); END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
          set_config('app.admin_unit_ids', admin_unit_ids, true),
          set_config('app.has_webhooks', CASE WHEN has_webhooks THEN 'on' ELSE 'off' END, true);
  RETURN QUERY SELECT member_role, roles, member_name;
END
$function$;--> statement-breakpoint
-- Deletes the personal values of p_subject, a member or a lead, from the audit log of the scope's organization (contract §8).
-- The entries and their tree stay whole, because they have only salted hashes of the values.
CREATE OR REPLACE FUNCTION public.erase_audit_values(p_subject text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
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
-- Keeps a lead's search_key. A trigger rather than a generated column, because Postgres 18 parses such a column's expression
-- again for each updated row, and every event updates a lead.
CREATE OR REPLACE FUNCTION public.fold_lead()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.search_key := public.fold_text(coalesce(NEW.owner_name, '')) || E'\n' || public.fold_text(coalesce(NEW.profile ->> 'name', ''))
    || E'\n' || public.fold_text(coalesce(NEW.profile ->> 'company', ''));
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER leads_folded BEFORE INSERT OR UPDATE OF owner_name, profile ON public.leads FOR EACH ROW EXECUTE FUNCTION fold_lead();--> statement-breakpoint
-- Whether the organization has an active webhook endpoint. If it has, the transaction may see its endpoints and queue
-- deliveries for them, until queue_events has done so. Every write asks this, so it is written for speed: entering has told
-- members whether there ever was one (enter_member), and an assignment runs without a statement of its own.
CREATE OR REPLACE FUNCTION public.has_webhooks(p_org text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  queues text;
BEGIN
  IF current_setting('app.has_webhooks', true) = 'off' THEN RETURN false; END IF;
  queues := set_config('app.queues_events', 'on', true);
  IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.active) THEN RETURN true; END IF;
  queues := set_config('app.queues_events', '', true);
  RETURN false;
END
$function$;--> statement-breakpoint
-- Stores a batch of events and adds their points to the scores of their leads, in a fixed number of statements plus some for
-- each merge.
--   p_new    an id for each group's lead, in case it has to be made; groups are numbered from 1
--   p_named  [{g, lead}]; p_aliases [{g, kind, key, raw}], each alias once; p_events [{g, id, type, at, metadata}]
-- Returns {leads: the lead of each group}; {unknown: [lead]} if p_named names leads that do not exist, and then nothing is
-- stored.
-- Raises retry_alone's error if leads have to be merged or another ingest was first to make one: call it again with p_alone.
CREATE OR REPLACE FUNCTION public.ingest_events(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json, p_alone boolean)
 RETURNS json
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  lead_of text[];
  made text[];
  missing json;
  unknown json;
  has_merges boolean;
  merging json;
  written integer;
  touched text[];
  places tid[];
  last timestamptz[];
  points bigint[];
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, p_alone);
  LOOP
    WITH alias AS MATERIALIZED (
      SELECT w.g, w.kind, w.key, w.raw,
             (SELECT a.lead_id FROM public.lead_aliases a WHERE a.org_id = p_org AND a.unit_id = p_unit
                 AND a.alias_kind = w.kind AND a.alias_key = w.key OFFSET 0) AS lead_id
        FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text, raw text)
    ), named AS MATERIALIZED (
      SELECT n.g, n.lead, public.lead_named(p_org, p_unit, n.lead) AS lead_id FROM json_to_recordset(p_named) AS n (g integer, lead text)
    )
    SELECT array_agg(coalesce(f.lead_id, p_new[n.g]) ORDER BY n.g), array_agg(p_new[n.g]) FILTER (WHERE f.lead_id IS NULL),
           bool_or(f.lead_id <> f.other_id), (SELECT json_agg(a) FROM alias a WHERE a.lead_id IS NULL),
           (SELECT json_agg(DISTINCT m.lead) FROM named m WHERE m.lead_id IS NULL)
      INTO lead_of, made, has_merges, missing, unknown
      FROM generate_subscripts(p_new, 1) n (g)
      LEFT JOIN (SELECT k.g, min(k.lead_id) AS lead_id, max(k.lead_id) AS other_id
                   FROM (SELECT a.g, a.lead_id FROM alias a UNION ALL SELECT m.g, m.lead_id FROM named m) k GROUP BY k.g) f USING (g);
    IF unknown IS NOT NULL THEN
      RETURN json_build_object('unknown', unknown);
    END IF;
    EXIT WHEN has_merges IS NOT TRUE;
    IF NOT p_alone THEN PERFORM public.retry_alone('leads have to be merged'); END IF;
    SELECT json_agg(json_build_object('g', f.g, 'lead', m.lead)) INTO merging
      FROM (SELECT * FROM public.group_leads(p_org, p_unit, p_named, p_aliases) WHERE cardinality(leads) > 1 LIMIT 1) f
     CROSS JOIN LATERAL unnest(f.leads) m (lead);
    PERFORM public.merge_groups(p_org, p_unit, merging);
  END LOOP;

  IF made IS NOT NULL THEN
    INSERT INTO public.leads (org_id, unit_id, lead_id) SELECT p_org, p_unit, id FROM unnest(made) id;
  END IF;
  IF missing IS NOT NULL THEN
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, lead_of[w.g]
      FROM json_to_recordset(missing) AS w (g integer, kind text, key text, raw text) ORDER BY w.kind, w.key
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written < json_array_length(missing) THEN PERFORM public.retry_alone('another ingest has made the lead'); END IF;
  END IF;

  SELECT array_agg(t.id), array_agg(locked.place) INTO touched, places
    FROM (SELECT DISTINCT id FROM unnest(lead_of) id ORDER BY id) t
   CROSS JOIN LATERAL (SELECT l.ctid AS place FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = t.id
                          FOR NO KEY UPDATE) locked;
  WITH event AS MATERIALIZED (
    SELECT lead_of[e.g] AS lead_id, e.id, e.type, e.at, e.metadata
      FROM json_to_recordset(p_events) AS e (g integer, id text, type text, at timestamptz, metadata json)
  ), stored AS (
    INSERT INTO public.events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, metadata)
    SELECT p_org, p_unit, e.id, e.lead_id, e.type, e.at, e.metadata FROM event e
  ), counted AS (
    INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
    SELECT p_org, p_unit, e.lead_id, e.type, count(*), max(e.at) FROM event e GROUP BY e.lead_id, e.type ORDER BY e.lead_id, e.type
    ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
       SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at)
  ), dated AS (
    INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
    SELECT p_org, p_unit, (e.at AT TIME ZONE 'UTC')::date, public.tally_slot(p_unit), count(*) FROM event e GROUP BY 3 ORDER BY 3
    ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events
  )
  SELECT array_agg(s.last ORDER BY s.lead_id), array_agg(s.points ORDER BY s.lead_id) INTO last, points
    FROM (SELECT e.lead_id, max(e.at) AS last, coalesce(sum(r.weight), 0)::bigint AS points
            FROM event e
            LEFT JOIN (SELECT w.event_type, w.weight FROM public.scoring s
                        CROSS JOIN LATERAL jsonb_to_recordset(s.rules) AS w (event_type text, weight bigint)
                        WHERE s.org_id = p_org AND s.unit_id = p_unit) r ON r.event_type = e.type
           GROUP BY e.lead_id) s;
  -- Before the scores: whoever queues crossings keeps others waiting, and must wait for nobody's tally.
  IF made IS NOT NULL THEN
    PERFORM public.tally_leads(p_org, p_unit, cardinality(made)), public.analyze_grown_tables(),
            public.queue_new_leads(p_org, p_unit, made);
  END IF;
  IF merging IS NULL AND NOT p_alone THEN -- alone, leads may have been merged before (domain/events/merge-named.ts)
    PERFORM public.add_points(p_org, p_unit, touched, places, last, points);
  ELSE
    PERFORM public.rescore_leads(p_org, p_unit, touched, last);
  END IF;
  RETURN json_build_object('leads', lead_of);
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
-- Keeps the answer to the request that has claimed the key in this transaction. p_leads, a list of ids or null, names the leads
-- of the active OU that it is about. Keeps nothing if the request has removed its own caller.
CREATE OR REPLACE FUNCTION public.keep_answer(p_key text, p_status integer, p_headers json, p_body text, p_leads json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  actor text := coalesce(nullif(current_setting('app.member_id', true), ''), nullif(current_setting('app.secret_id', true), ''));
  unit text := CASE WHEN p_leads IS NOT NULL THEN current_setting('app.unit_id', true) END;
BEGIN
  UPDATE public.idempotency_keys k SET status = p_status, headers = p_headers, body = p_body, lead_unit_id = unit
   WHERE k.org_id = org AND k.actor_id = actor AND k.key = p_key;
  INSERT INTO public.idempotency_key_leads (org_id, unit_id, lead_id, actor_id, key)
  SELECT DISTINCT org, unit, lead, actor, p_key FROM json_array_elements_text(p_leads) lead;
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
-- Lets the transactions that queue, claim or record deliveries of an organization's webhooks take turns until they end. So
-- deliveries are numbered in the order of the commits, and nobody misses one that another is just queueing. Take it before
-- the lock of an endpoint's row.
CREATE OR REPLACE FUNCTION public.lock_webhooks(p_org text)
 RETURNS void
 LANGUAGE sql
AS $function$
  SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || p_org, 0))
$function$;--> statement-breakpoint
-- Merges each group of leads into its oldest, in a few statements for each, and returns those. p_members is [{g, lead}],
-- each lead once. Events stay as they are; "lead_merges" says whose they are now. The caller holds the OU alone and rescores
-- the leads returned.
CREATE OR REPLACE FUNCTION public.merge_groups(p_org text, p_unit text, p_members json)
 RETURNS text[]
 LANGUAGE plpgsql
AS $function$
DECLARE
  froms text[];
  intos text[];
  merged record;
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
           CROSS JOIN LATERAL (SELECT x.lead_id, x.created_at FROM public.leads x
                                WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = m.lead OFFSET 0) l) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN '{}'; END IF;
  PERFORM public.settle_scores(p_org, p_unit, froms || intos);
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p.into_id, f.event_type, sum(f.events), max(f.last_at)
    FROM unnest(froms, intos) p (from_id, into_id)
   CROSS JOIN LATERAL (SELECT n.event_type, n.events, n.last_at FROM public.lead_event_counts n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = p.from_id OFFSET 0) f
   GROUP BY p.into_id, f.event_type
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  FOR n IN 1 .. cardinality(froms) LOOP -- one by one, each by its key: in a join, the planner may read the OU instead
    UPDATE public.lead_aliases a SET lead_id = intos[n] WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = froms[n];
    UPDATE public.lead_merges m SET lead_id = intos[n] WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = froms[n];
  END LOOP;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id)
  SELECT p_org, p_unit, p.from_id, p.into_id FROM unnest(froms, intos) p (from_id, into_id);
  -- Each field keeps the value of the oldest lead that has it: of a key given twice, jsonb keeps the last value.
  FOR merged IN
    SELECT p.into_id, max(y.last_event_at) AS last_event_at,
           (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
           coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                    FILTER (WHERE k.key IS NOT NULL), '{}') AS profile,
           coalesce(jsonb_object_agg(k.key, y.profile_keys -> k.key ORDER BY y.created_at DESC, y.lead_id DESC)
                    FILTER (WHERE k.key IS NOT NULL), '{}') AS profile_keys
      FROM unnest(froms, intos) p (from_id, into_id)
     CROSS JOIN LATERAL (SELECT x.* FROM public.leads x
                          WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = p.from_id OFFSET 0) y
      LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
     GROUP BY p.into_id
  LOOP
    UPDATE public.leads l
       SET owner_name = coalesce(l.owner_name, merged.owner_name), profile = merged.profile || l.profile,
           profile_keys = merged.profile_keys || l.profile_keys, updated_at = now(),
           last_event_at = greatest(l.last_event_at, merged.last_event_at),
           last_active_at = coalesce(greatest(l.last_event_at, merged.last_event_at), l.last_active_at)
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = merged.into_id;
  END LOOP;
  PERFORM public.remove_leads(p_org, p_unit, froms);
  RETURN ARRAY(SELECT DISTINCT i FROM unnest(intos) i);
END
$function$;--> statement-breakpoint
-- Queues the event lead.score_crossed for each threshold that a lead's score has risen above, in the transaction that changes
-- the score (contract §12). p_moved is [{lead_id, before, score}]. The caller holds the leads' row locks or the OU alone, so no
-- other transaction sees the same step. The lead is not named, because the name would stay when a person is erased.
CREATE OR REPLACE FUNCTION public.note_crossings(p_org text, p_unit text, p_thresholds jsonb, p_moved json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  moment text := to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
  crossings json;
BEGIN
  SELECT json_agg(json_build_object('id', m.lead_id, 'at', moment, 'action', 'lead.score_crossed', 'unit_id', p_unit, 'data',
           json_build_object('at', moment, 'action', 'lead.score_crossed',
             'actor', json_build_object('kind', 'system', 'id', null, 'name', null), 'unit_id', p_unit,
             'target', json_build_object('type', 'lead', 'id', m.lead_id, 'name', null),
             'ruleset', json_build_object('id', t.ruleset_id, 'name', r.name), 'score_above', t.score_above,
             'changes', json_build_array(json_build_object('field', 'score', 'before', m.before, 'after', m.score)))))
    INTO crossings
    FROM json_to_recordset(p_moved) AS m (lead_id text, before bigint, score bigint)
    JOIN jsonb_to_recordset(p_thresholds) AS t (ruleset_id text, score_above bigint)
      ON m.before <= t.score_above AND m.score > t.score_above
    LEFT JOIN public.rulesets r ON r.org_id = p_org AND r.unit_id = p_unit AND r.ruleset_id = t.ruleset_id;
  IF crossings IS NOT NULL THEN PERFORM public.queue_events(p_org, crossings); END IF;
END
$function$;--> statement-breakpoint
-- Queues events for the webhook endpoints of the organization that want them (contract §12), and wakes the job that sends
-- them, if and only if the transaction commits. p_events are objects with id, at, action, unit_id and target, as
-- write_audit_entries has them; data is what is sent of an event that the audit log does not have. Call it as late in the
-- transaction as possible: from then on, others of the organization wait. Without an endpoint it is one look-up.
CREATE OR REPLACE FUNCTION public.queue_events(p_org text, p_events json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  since timestamptz;
  endpoints text[];
BEGIN
  IF NOT public.has_webhooks(p_org) THEN RETURN; END IF;
  PERFORM public.lock_webhooks(p_org);
  since := clock_timestamp();
  WITH wanted AS MATERIALIZED (
    SELECT w.endpoint_id, e.*, row_number() OVER (ORDER BY e.n, w.endpoint_id) AS place
      FROM ROWS FROM (json_to_recordset(p_events) AS (id text, at text, action text, unit_id text, target json, data jsonb))
           WITH ORDINALITY AS e (id, at, action, unit_id, target, data, n)
      JOIN public.webhook_endpoints w ON w.org_id = p_org AND w.active
       AND (w.event_types && ARRAY['*', e.action, split_part(e.action, '.', 1) || '.*']
            AND (w.only_unit_id IS NULL OR w.only_unit_id = e.unit_id)
            OR e.action = 'webhook_endpoint.tested' AND e.target ->> 'id' = w.endpoint_id)
  ), queued AS (
    INSERT INTO public.endpoint_deliveries (org_id, delivery_id, endpoint_id, type, entry_id, happened_at, data, next_at)
    SELECT p_org, 'whd_' || lpad(to_hex((extract(epoch FROM since) * 1000000)::bigint), 14, '0') || lpad(to_hex(place), 5, '0')
             || left(replace(gen_random_uuid()::text, '-', ''), 13),
           endpoint_id, action, CASE WHEN data IS NULL THEN id END, at, data, since FROM wanted
  )
  SELECT array_agg(DISTINCT endpoint_id) INTO endpoints FROM wanted;
  PERFORM graphile_worker.add_job('deliver_webhooks', json_build_object('org_id', p_org, 'endpoint_id', id), job_key := id)
     FROM unnest(endpoints) id;
  PERFORM set_config('app.queues_events', '', true);
END
$function$;--> statement-breakpoint
-- Queues the event lead.created for leads that an ingest has made. The audit log leaves those out (contract §8), so what is sent
-- of them is made here.
CREATE OR REPLACE FUNCTION public.queue_new_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT public.has_webhooks(p_org) THEN RETURN; END IF;
  PERFORM public.queue_events(p_org, (
    SELECT json_agg(json_build_object('id', id, 'at', at, 'action', 'lead.created', 'unit_id', p_unit, 'data', json_build_object(
             'at', at, 'action', 'lead.created', 'actor', json_build_object('kind', 'system', 'id', null, 'name', null),
             'unit_id', p_unit, 'target', json_build_object('type', 'lead', 'id', id, 'name', null))))
      FROM unnest(p_leads) id, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') at));
END
$function$;--> statement-breakpoint
-- Does the next piece of work on an OU's scores, for up to p_size leads, and returns 'working', or 'idle' if there is none.
-- All progress is in the "scoring" row, so any process can carry on after a crash, and two can share the work.
-- Locks that row, then the OU: shared for a batch, alone when a build begins or ends.
CREATE OR REPLACE FUNCTION public.recompute_step(p_org text, p_unit text, p_size integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  wanted jsonb;
  boundary timestamptz;
  ids text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit FOR UPDATE;
  IF NOT FOUND THEN RETURN 'idle'; END IF;

  IF s.building IS NOT NULL AND s.due_at <= now() THEN -- the rules have changed again: discard what was built
    UPDATE public.scoring c SET garbage = c.garbage || c.building, building = NULL, building_rules = NULL
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.building IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM public.leads l
                    WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after) THEN
      RETURN public.show_built_scores(p_org, p_unit);
    END IF;
    -- Beside ingests, but not beside a merge or an erasure, which could leave scores of a lead that is gone.
    PERFORM public.enter_unit(p_org, p_unit, false);
    SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
      SELECT l.lead_id FROM public.leads l
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after
       ORDER BY l.lead_id LIMIT p_size) batch;
    IF ids IS NULL THEN RETURN 'working'; END IF; -- the remaining leads were erased meanwhile
    -- A score that an ingest has written meanwhile is newer.
    INSERT INTO public.lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, s.building, l.lead_id, coalesce(p.engagement, 0) + coalesce(p.profile, 0),
           coalesce(p.engagement, 0), coalesce(p.profile, 0)
      FROM unnest(ids) l (lead_id)
      LEFT JOIN (SELECT r.lead_id, sum(r.points) FILTER (WHERE r.kind = 'engagement') AS engagement,
                        sum(r.points) FILTER (WHERE r.kind = 'profile') AS profile
                   FROM public.rule_points(p_org, p_unit, s.building_rules, ids) r GROUP BY r.lead_id) p USING (lead_id)
     ORDER BY l.lead_id
    ON CONFLICT DO NOTHING;
    UPDATE public.scoring c SET building_after = ids[cardinality(ids)], leads_done = c.leads_done + cardinality(ids)
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.garbage <> '{}' THEN
    PERFORM public.clear_old_scores(p_org, p_unit, p_size);

  ELSIF s.due_at <= now() THEN
    PERFORM public.enter_unit(p_org, p_unit, true); -- from here on, ingests also write the new generation
    wanted := public.effective_rules(p_org, p_unit);
    SELECT min(edge.at) INTO boundary FROM public.rulesets r CROSS JOIN LATERAL (VALUES (r.starts_at), (r.ends_at)) edge (at)
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.active AND edge.at > now();
    IF wanted = s.rules THEN
      UPDATE public.scoring c SET due_at = boundary, thresholds = public.effective_thresholds(p_org, p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    ELSE
      UPDATE public.scoring c
         SET due_at = boundary, newest_generation = c.newest_generation + 1, building = c.newest_generation + 1,
             building_rules = wanted, building_after = '', building_started_at = clock_timestamp(), leads_done = 0,
             leads_total = (SELECT coalesce(sum(t.leads), 0) FROM public.lead_tallies t
                             WHERE t.org_id = p_org AND t.unit_id = p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    END IF;

  ELSE
    RETURN 'idle';
  END IF;
  RETURN 'working';
END
$function$;--> statement-breakpoint
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
DECLARE
  above jsonb;
  moved json;
BEGIN
  IF EXISTS (SELECT FROM public.scoring s
              WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.previous IS NOT NULL AND s.thresholds <> '[]')
  THEN PERFORM public.settle_scores(p_org, p_unit, p_leads); END IF;
  WITH live AS (
    SELECT g.generation, g.rules, g.is_shown, s.thresholds FROM public.scoring s
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
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), now(), c.score_changes, c.score
      FROM noted c WHERE c.changed = 1
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  )
  SELECT g.thresholds, (SELECT json_agg(json_build_object('lead_id', c.lead_id, 'before', coalesce(c.was, 0),
                                                          'score', c.engagement + c.profile))
                          FROM computed c WHERE c.is_shown AND g.thresholds <> '[]')
    INTO above, moved FROM live g WHERE g.is_shown;
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, above, moved); END IF;
END
$function$;--> statement-breakpoint
DROP FUNCTION "reserve_attempt";--> statement-breakpoint
-- Takes one attempt from each key's allowance before a guess is verified. Returns how many are left of the scarcest allowance
-- that does not fade; or -1 if any is used up, and then takes and prolongs nothing. Locks the keys' rows in order, so parallel
-- guesses queue: of eleven, at most ten get through.
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
-- The organization of the scope: a member's, or that of a service account's OU; null without either.
CREATE OR REPLACE FUNCTION public.scope_organization()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''))
$function$;--> statement-breakpoint
-- Notes for these leads what the change from the previous generation to the one that is shown did, and deletes their previous
-- scores, so that it is noted once: a point in the history, and the thresholds crossed. The caller holds the leads' row locks
-- or the OU alone. An ingest settles its leads before it adds points where thresholds are set; so a score that is still to be
-- settled is the one that the change gave.
-- OFFSET 0 makes Postgres look up each score and point by its key (clear_old_scores).
CREATE OR REPLACE FUNCTION public.settle_scores(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  moved json;
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit;
  IF s.previous IS NULL THEN RETURN; END IF;
  WITH changed AS MATERIALIZED (
    SELECT w.lead_id, o.score AS before, n.score
      FROM unnest(p_leads) w (lead_id)
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
     WHERE o.score <> n.score
  ), counted AS (
    UPDATE public.leads l SET score_changes = l.score_changes + 1
      FROM (SELECT * FROM changed w
             -- An ingest may have added this point already, even at a time before the switch that it waited for.
             WHERE NOT EXISTS (SELECT FROM public.leads l
                                 JOIN public.score_points p ON p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = l.lead_id
                                  AND p.ring_position = public.ring_position(l.score_changes)
                                WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = w.score OFFSET 0)) c
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
    RETURNING l.lead_id, l.score_changes, c.score
  ), kept AS (
    INSERT INTO public.score_points (org_id, unit_id, lead_id, ring_position, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, ring_position) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score
  ), gone AS (
    DELETE FROM public.lead_scores o
     WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.previous AND o.lead_id = ANY (p_leads)
  )
  SELECT json_agg(c) INTO moved FROM changed c WHERE s.thresholds <> '[]';
  IF moved IS NOT NULL THEN PERFORM public.note_crossings(p_org, p_unit, s.thresholds, moved); END IF;
END
$function$;--> statement-breakpoint
-- Makes the generation that has been built the one that is shown: readers see all of the new scores at once. Holds the OU
-- alone, so that no ingest is still writing old ones. Returns 'working', for recompute_step.
CREATE OR REPLACE FUNCTION public.show_built_scores(p_org text, p_unit text)
 RETURNS text
 LANGUAGE sql
AS $function$
  SELECT public.enter_unit(p_org, p_unit, true);
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules,
         thresholds = public.effective_thresholds(p_org, p_unit), activated_at = clock_timestamp(),
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit
  RETURNING 'working'
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
-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_name is that of the actor, which is read
-- here if it is null and they are a member; p_client has from where they act, as the members of a JSON object, or null. The arrays
-- have an element an entry, or are null if all are: p_contents is the entry as JSON without its last brace, its actor and its
-- values. The subject is whose values the personal ones are, or null. p_values are those values as JSON, or null if there are none
-- or the subject's name has to be read, as it is at the end of the transaction; then p_changes has the other values. Personal
-- values are stored apart, and hashed with a salt into the entry. At the end the entries are queued for webhooks that want them.
-- A loop, because one entry is usual: a statement for all of them takes twice as long to start.
CREATE OR REPLACE FUNCTION public.write_audit_entries(p_kind text, p_actor text, p_name text, p_client text, p_ids text[], p_actions text[], p_targets text[], p_units text[], p_subjects text[], p_contents text[], p_values text[], p_changes text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  doer text;
  origin text;
  salt text;
  personal text;
  hashes text;
BEGIN
  IF p_kind = 'member' THEN
    IF p_name IS NULL THEN
      SELECT m.first_name || ' ' || m.last_name INTO p_name FROM public.members m
       WHERE m.org_id = org AND m.org_member_id = p_actor;
    END IF;
    doer := '{"kind":"member","id":' || to_json(p_actor) || '}';
    origin := '{"name":' || coalesce(to_json(p_name)::text, 'null') || ',' || p_client || '}';
  ELSE
    doer := json_build_object('kind', p_kind, 'id', p_actor, 'name', p_name);
    origin := '{' || p_client || '}';
  END IF;
  FOR i IN 1 .. cardinality(p_ids) LOOP
    hashes := '';
    IF origin IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := '"origin":"' || encode(sha256(convert_to(salt || origin, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'origin', p_actor, p_targets[i], p_units[i], coalesce(p_actor, p_subjects[i], p_targets[i]), salt, origin);
    END IF;
    personal := p_values[i];
    IF p_changes[i] IS NOT NULL THEN
      personal := '{"name":' || coalesce((SELECT to_json(m.first_name || ' ' || m.last_name)::text FROM public.members m
        WHERE m.org_id = org AND m.org_member_id = p_subjects[i]), 'null') || ',"changes":' || p_changes[i] || '}';
    END IF;
    IF personal IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := hashes || CASE hashes WHEN '' THEN '' ELSE ',' END
             || '"target":"' || encode(sha256(convert_to(salt || personal, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'target', p_actor, p_targets[i], p_units[i], p_subjects[i], salt, personal);
    END IF;
    INSERT INTO public.audit_unsealed (org_id, entry_id) VALUES (org, p_ids[i]);
    INSERT INTO public.audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
    VALUES (org, p_ids[i], p_actor, p_targets[i], p_units[i], p_actions[i],
            p_contents[i] || ',"actor":' || doer || ',"values":{' || hashes || '}}');
  END LOOP;
  IF public.has_webhooks(org) THEN
    PERFORM public.queue_events(org, ('[' || array_to_string(p_contents, '},') || '}]')::json);
  END IF;
END
$function$;
