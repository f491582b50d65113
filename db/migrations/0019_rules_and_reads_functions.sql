SET LOCAL check_function_bodies = off;--> statement-breakpoint
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
  moment timestamptz;
BEGIN
  PERFORM public.lock_webhooks(p_org);
  SELECT w.* INTO endpoint FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.endpoint_id = p_endpoint AND w.active;
  IF NOT FOUND THEN RETURN NULL; END IF;
  moment := clock_timestamp();
  IF endpoint.next_turn_at > moment THEN
    wake := endpoint.next_turn_at;
  ELSE
    UPDATE public.endpoint_deliveries d SET next_at = moment + p_lease
      FROM (SELECT n.delivery_id, n.next_at FROM public.endpoint_deliveries n
             WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at <= moment
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
-- (refuse_suspended). Every request asks this, so settings are made by assignments, which run without a statement. p_locks:
-- 'nothing'; 'member' keeps their role and status until the end; 'self' is for a change to their own row; 'access' for a change
-- of one membership; 'organization' for a change to anybody's role or status, or of many memberships. Access is always locked
-- before the member (lock_access).
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
  moment timestamptz;
BEGIN
  FOR one IN SELECT * FROM json_to_recordset(p_notices) AS n (message_id text, member_id text, notice jsonb)
              ORDER BY message_id COLLATE "C" LOOP
    PERFORM set_config('app.message_id', one.message_id, true);
    PERFORM 1 FROM public.messages m WHERE m.org_id = org AND m.message_id = one.message_id FOR UPDATE;
    moment := clock_timestamp();
    RETURN QUERY UPDATE public.messages m SET facts = m.facts || CASE WHEN jsonb_array_length(m.facts -> 'notices') >= p_most
        THEN jsonb_build_object('notices', (m.facts -> 'notices') - 0 || one.notice, 'left_out', (m.facts ->> 'left_out')::int + 1)
        ELSE jsonb_build_object('notices', (m.facts -> 'notices') || one.notice) END
       WHERE m.org_id = org AND m.message_id = one.message_id AND m.org_member_id = one.member_id
         AND m.status = 'queued' AND m.leaves_at > moment
      RETURNING m.message_id;
  END LOOP;
  PERFORM set_config('app.message_id', '', true);
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
  moment timestamptz;
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
    moment := clock_timestamp();
    wanted := public.effective_rules(p_org, p_unit);
    SELECT min(edge.at) INTO boundary FROM public.rulesets r CROSS JOIN LATERAL (VALUES (r.starts_at), (r.ends_at)) edge (at)
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.active AND edge.at > now();
    IF wanted = s.rules THEN
      UPDATE public.scoring c SET due_at = boundary, thresholds = public.effective_thresholds(p_org, p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    ELSE
      UPDATE public.scoring c
         SET due_at = boundary, newest_generation = c.newest_generation + 1, building = c.newest_generation + 1,
             building_rules = wanted, building_after = '', building_started_at = moment, leads_done = 0,
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
$function$;--> statement-breakpoint
-- Makes the generation that has been built the one that is shown: readers see all of the new scores at once. Holds the OU
-- alone, so that no ingest is still writing old ones. Returns 'working', for recompute_step.
CREATE OR REPLACE FUNCTION public.show_built_scores(p_org text, p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  moment timestamptz;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  moment := clock_timestamp();
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules,
         thresholds = public.effective_thresholds(p_org, p_unit), activated_at = moment,
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit;
  RETURN 'working';
END
$function$;
