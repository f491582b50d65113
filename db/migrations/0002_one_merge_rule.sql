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
                            AND p.place = public.ring_position(l.score_changes)
                          WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = n.score OFFSET 0)
    ), counted AS (
      UPDATE public.leads l SET score_changes = l.score_changes + 1 FROM changed c
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
      RETURNING l.lead_id, l.score_changes, c.score
    )
    INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$function$;--> statement-breakpoint
-- Revokes a member's links for resetting a password and for confirming an address, which end when an admin changes the
-- address. Only for an org admin's scope; raises insufficient_privilege otherwise. Names the member to the
-- policies while it works.
CREATE OR REPLACE FUNCTION public.end_account_links(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the links of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.ended_member_id', of_member, true);
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind IN ('password_reset', 'email_confirmation');
  PERFORM set_config('app.ended_member_id', '', true);
END
$function$;--> statement-breakpoint
-- Ends a member's sessions and tokens, the devices that sign-in knows, and every link that could start a new session.
-- Only for an org admin's scope; raises insufficient_privilege otherwise. Names the member to the policies of the
-- last two while it works.
CREATE OR REPLACE FUNCTION public.end_credentials(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the credentials of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.sessions s WHERE s.org_id = org AND s.org_member_id = of_member;
  DELETE FROM public.personal_access_tokens t WHERE t.org_id = org AND t.org_member_id = of_member;
  PERFORM set_config('app.ended_member_id', of_member, true);
  DELETE FROM public.devices d WHERE d.org_id = org AND d.org_member_id = of_member;
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind <> 'invitation';
  PERFORM set_config('app.ended_member_id', '', true);
END
$function$;--> statement-breakpoint
-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at INTO account
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
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id;
END
$function$;--> statement-breakpoint
-- Enters as the member of a session, given its hash; no row if the session or the member is not valid. A session ends p_idle
-- seconds after its last request. Also returns how many seconds ago its password was given (contract §13). Locks what p_locks
-- says (enter_member), and notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_session(presented_hash text, p_locks text, p_idle integer)
 RETURNS TABLE(session_id text, org_id text, org_member_id text, role text, ou_roles json, expires_at timestamp with time zone, authenticated_seconds double precision)
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
    session.expires_at, session.authenticated_seconds;
END
$function$;--> statement-breakpoint
-- Enters as the owner of a personal access token, given its hash; no row if the token or the member is not valid. Locks what
-- p_locks says (enter_member). Notes the token's use when that is due (is_use_due), unless another request is doing so.
CREATE OR REPLACE FUNCTION public.enter_by_token(presented_hash text, p_locks text)
 RETURNS TABLE(token_id text, org_id text, org_member_id text, role text, ou_roles json)
 LANGUAGE plpgsql
AS $function$
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
  IF public.is_use_due(token.last_used_at) THEN
    PERFORM 1 FROM public.personal_access_tokens t
      WHERE t.org_id = token.org_id AND t.token_id = token.token_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.personal_access_tokens t SET last_used_at = now()
       WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    END IF;
  END IF;
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, entered.role, entered.ou_roles;
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
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), '') INTO roles, unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member;
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true);
  RETURN QUERY SELECT member_role, roles;
END
$function$;--> statement-breakpoint
-- Erases a person: the lead, the leads merged into it, and everything that belongs to them. Returns false if there is no such
-- lead. Holds the OU alone.
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
  DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key IN (
    SELECT q.request_key FROM public.ingest_request_leads q
     WHERE q.org_id = p_org AND q.unit_id = p_unit AND q.lead_id = ANY (ids));
  WITH gone AS (
    DELETE FROM public.events e WHERE e.org_id = p_org AND e.unit_id = p_unit AND e.lead_id = ANY (ids) RETURNING e.occurred_at)
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, public.tally_slot(), -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_leads(p_org, p_unit, ARRAY[target]); -- aliases and merges follow by their foreign keys
  RETURN true;
END
$function$;--> statement-breakpoint
-- The last statement of a change to an OU's rules. If the OU has at most p_limit leads it recomputes their scores, holding the
-- OU alone, and returns true; otherwise it returns false and a job has to recompute them (recompute_step).
CREATE OR REPLACE FUNCTION public.finish_rule_change(p_org text, p_unit text, p_limit integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Truncated, because the column would round it up, into the future.
  UPDATE public.scoring s SET due_at = date_trunc('milliseconds', now()) WHERE s.org_id = p_org AND s.unit_id = p_unit;
  IF (SELECT count(*) FROM (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit LIMIT p_limit + 1) few) > p_limit
  THEN RETURN false; END IF;
  PERFORM public.enter_unit(p_org, p_unit, true); -- no ingest starts before this is committed
  WHILE public.recompute_step(p_org, p_unit, greatest(p_limit, 1)) <> 'idle' LOOP NULL; END LOOP;
  RETURN true;
END
$function$;--> statement-breakpoint
-- Stores a batch of events and rescores their leads, in a fixed number of statements plus some for each merge.
--   p_new    an id for each group's lead, in case it has to be made; groups are numbered from 1
--   p_named  [{g, lead}]; p_aliases [{g, kind, key, raw}], each alias once; p_events [{n, g, id, type, at, metadata}]
--   p_key    hash of the Idempotency-Key, or null; p_body the hash of its request body
-- Returns {items: [{n, event_id, lead_id}]}, for a repeated request the first answer; {reused} if the key came with another
-- body; {unknown: [lead]} if p_named names leads that do not exist, and then nothing is stored.
-- Raises retry_alone's error if leads have to be merged or another ingest was first to make one: call it again with p_alone.
CREATE OR REPLACE FUNCTION public.ingest_events(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json, p_key text, p_body text, p_alone boolean)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
DECLARE
  answered record;
  unknown json;
  known text[];
  most integer;
  merging json;
  lead_of text[];
  touched text[];
  last timestamptz[];
  answer json;
  made integer;
  missed integer;
BEGIN
  IF p_key IS NOT NULL THEN
    DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key IN (
      SELECT old.request_key FROM public.ingest_requests old
       WHERE old.org_id = p_org AND old.unit_id = p_unit AND old.created_at < now() - interval '1 day'
       ORDER BY old.created_at LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO public.ingest_requests (org_id, unit_id, request_key, body_hash) VALUES (p_org, p_unit, p_key, p_body)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      SELECT r.body_hash, r.items INTO answered FROM public.ingest_requests r
       WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
      IF NOT FOUND THEN RAISE EXCEPTION 'the first answer has just been erased' USING ERRCODE = 'serialization_failure'; END IF;
      IF answered.body_hash <> p_body THEN RETURN '{"reused": true}'; END IF;
      RETURN json_build_object('items', answered.items);
    END IF;
  END IF;

  PERFORM public.enter_unit(p_org, p_unit, p_alone);
  SELECT json_agg(DISTINCT n.lead) INTO unknown FROM json_to_recordset(p_named) AS n (lead text)
   WHERE public.lead_named(p_org, p_unit, n.lead) IS NULL;
  IF unknown IS NOT NULL THEN
    DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
    RETURN json_build_object('unknown', unknown);
  END IF;

  LOOP
    SELECT array_agg(f.leads[1] ORDER BY n.g), coalesce(max(cardinality(f.leads)), 0) INTO known, most
      FROM generate_subscripts(p_new, 1) n (g) LEFT JOIN public.group_leads(p_org, p_unit, p_named, p_aliases) f USING (g);
    EXIT WHEN most < 2;
    IF NOT p_alone THEN PERFORM public.retry_alone('leads have to be merged'); END IF;
    SELECT json_agg(json_build_object('g', f.g, 'lead', m.lead)) INTO merging
      FROM (SELECT * FROM public.group_leads(p_org, p_unit, p_named, p_aliases) WHERE cardinality(leads) > 1 LIMIT 1) f
     CROSS JOIN LATERAL unnest(f.leads) m (lead);
    PERFORM public.merge_groups(p_org, p_unit, merging);
  END LOOP;

  INSERT INTO public.leads (org_id, unit_id, lead_id)
  SELECT p_org, p_unit, p_new[n.g] FROM generate_subscripts(p_new, 1) n (g) WHERE known[n.g] IS NULL;
  GET DIAGNOSTICS made = ROW_COUNT;
  SELECT array_agg(coalesce(known[n.g], p_new[n.g]) ORDER BY n.g) INTO lead_of FROM generate_subscripts(p_new, 1) n (g);
  WITH wanted AS (
    SELECT w.g, w.kind, w.key, w.raw FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text, raw text)
     WHERE NOT EXISTS (SELECT FROM public.lead_aliases a
                        WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key
                          AND a.lead_id = lead_of[w.g]) -- an alias that became another lead's meanwhile is missed below
  ), written AS (
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, lead_of[w.g] FROM wanted w ORDER BY w.kind, w.key
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT (SELECT count(*) FROM wanted) - (SELECT count(*) FROM written) INTO missed;
  IF missed > 0 THEN PERFORM public.retry_alone('another ingest has made the lead'); END IF;

  touched := ARRAY(SELECT DISTINCT id FROM unnest(lead_of) id ORDER BY id);
  PERFORM 1 FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (touched)
    ORDER BY l.lead_id FOR NO KEY UPDATE;
  INSERT INTO public.events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, metadata)
  SELECT p_org, p_unit, e.id, lead_of[e.g], e.type, e.at, e.metadata
    FROM json_to_recordset(p_events) AS e (g integer, id text, type text, at timestamptz, metadata json);
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, lead_of[e.g], e.type, count(*), max(e.at)
    FROM json_to_recordset(p_events) AS e (g integer, type text, at timestamptz)
   GROUP BY 3, 4 ORDER BY 3, 4
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  SELECT array_agg(e.lead_id), array_agg(e.last) INTO touched, last
    FROM (SELECT lead_of[r.g] AS lead_id, max(r.at) AS last
            FROM json_to_recordset(p_events) AS r (g integer, at timestamptz) GROUP BY 1) e;
  PERFORM public.rescore_leads(p_org, p_unit, touched, last);
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (e.at AT TIME ZONE 'UTC')::date, public.tally_slot(), count(*)
    FROM json_to_recordset(p_events) AS e (at timestamptz) GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  IF made > 0 THEN PERFORM public.tally_leads(p_org, p_unit, made); END IF;

  SELECT json_agg(json_build_object('n', e.n, 'event_id', e.id, 'lead_id', lead_of[e.g])) INTO answer
    FROM json_to_recordset(p_events) AS e (n integer, g integer, id text);
  IF p_key IS NOT NULL THEN
    UPDATE public.ingest_requests r SET items = answer
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
    INSERT INTO public.ingest_request_leads (org_id, unit_id, lead_id, request_key)
    SELECT p_org, p_unit, id, p_key FROM unnest(touched) id;
  END IF;
  RETURN json_build_object('items', answer);
END
$function$;--> statement-breakpoint
-- Whether a credential's use has to be noted, given when it was last: once a minute is precise enough.
CREATE OR REPLACE FUNCTION public.is_use_due(p_last timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT p_last IS NULL OR p_last < now() - interval '1 minute' $function$;--> statement-breakpoint
-- The admin who invited a member, locked until the transaction ends, or null if that person may no longer invite. Names that
-- person to the policies for the lock, because a member may otherwise lock only their own row.
CREATE OR REPLACE FUNCTION public.lock_inviter(of_member text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
  inviter text;
  found_id text;
BEGIN
  SELECT m.invited_by INTO inviter FROM public.members m WHERE m.org_id = org AND m.org_member_id = of_member;
  IF inviter IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.inviter_id', inviter, true);
  SELECT m.org_member_id INTO found_id FROM public.members m
   WHERE m.org_id = org AND m.org_member_id = inviter AND m.role = 'admin' AND m.status = 'active' FOR SHARE;
  PERFORM set_config('app.inviter_id', '', true);
  RETURN found_id;
END
$function$;--> statement-breakpoint
DROP FUNCTION "merge_groups";--> statement-breakpoint
-- Merges each group of leads into its oldest, in a fixed number of statements, and returns those. p_members is [{g, lead}],
-- each lead once. Events stay as they are; "lead_merges" says whose they are now. The caller holds the OU alone and rescores
-- the leads returned.
CREATE OR REPLACE FUNCTION public.merge_groups(p_org text, p_unit text, p_members json)
 RETURNS text[]
 LANGUAGE plpgsql
AS $function$
DECLARE
  froms text[];
  intos text[];
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
            JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = m.lead) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN '{}'; END IF;
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p.into_id, f.event_type, sum(f.events), max(f.last_at)
    FROM unnest(froms, intos) p (from_id, into_id)
    JOIN public.lead_event_counts f ON f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p.from_id
   GROUP BY p.into_id, f.event_type
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  UPDATE public.lead_aliases a SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p.from_id;
  UPDATE public.lead_merges m SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p.from_id;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id)
  SELECT p_org, p_unit, p.from_id, p.into_id FROM unnest(froms, intos) p (from_id, into_id);
  -- Each field keeps the value of the oldest lead that has it: of a key given twice, jsonb keeps the last value.
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM (SELECT p.into_id, max(y.last_event_at) AS last_event_at,
                 (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
                 coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile,
                 coalesce(jsonb_object_agg(k.key, y.profile_keys -> k.key ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile_keys
            FROM unnest(froms, intos) p (from_id, into_id)
            JOIN public.leads y ON y.org_id = p_org AND y.unit_id = p_unit AND y.lead_id = p.from_id
            LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
           GROUP BY p.into_id) f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.into_id;
  PERFORM public.remove_leads(p_org, p_unit, froms);
  RETURN ARRAY(SELECT DISTINCT i FROM unnest(intos) i);
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
      UPDATE public.scoring c SET due_at = boundary WHERE c.org_id = p_org AND c.unit_id = p_unit;
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
-- Deletes the rows of leads and everything that was computed from their events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- In every generation there can be, so that each score is found by its whole key.
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = ANY (p_leads);
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = ANY (p_leads);
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = ANY (p_leads);
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (p_leads);
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(p_leads));
END
$function$;--> statement-breakpoint
-- Lets only the member themself change what the trigger names, not even an admin: a column grant cannot tell rows apart.
-- Raises insufficient_privilege.
CREATE OR REPLACE FUNCTION public.require_own_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.org_member_id IS DISTINCT FROM current_setting('app.member_id', true) THEN
    RAISE EXCEPTION 'only the member may set their own %', TG_ARGV[0] USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER members_own_acceptance BEFORE UPDATE OF accepted_at ON public.members FOR EACH ROW WHEN ((new.accepted_at IS DISTINCT FROM old.accepted_at)) EXECUTE FUNCTION require_own_row('acceptance');

CREATE OR REPLACE TRIGGER members_own_password BEFORE UPDATE OF password_hash ON public.members FOR EACH ROW WHEN ((new.password_hash IS DISTINCT FROM old.password_hash)) EXECUTE FUNCTION require_own_row('password');--> statement-breakpoint
-- Recomputes the scores of these leads, in the generation that is shown and in the one being built. p_last, if given, holds
-- the time of each lead's latest event. The caller holds the leads' row locks or the OU alone. Adds a point to the history of
-- a lead whose shown score changed. Updates each lead once at most: that update is the most expensive part of an ingest.
CREATE OR REPLACE FUNCTION public.rescore_leads(p_org text, p_unit text, p_leads text[], p_last timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  WITH live AS (
    SELECT s.generation, s.rules, true AS is_shown FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit
    UNION ALL
    SELECT s.building, s.building_rules, false FROM public.scoring s
     WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.building IS NOT NULL
  ), points AS (
    SELECT g.generation, p.lead_id, sum(p.points) FILTER (WHERE p.kind = 'engagement') AS engagement,
           sum(p.points) FILTER (WHERE p.kind = 'profile') AS profile
      FROM live g CROSS JOIN LATERAL public.rule_points(p_org, p_unit, g.rules, p_leads) p
     GROUP BY 1, 2
  ), computed AS MATERIALIZED (
    SELECT g.generation, g.is_shown, l.lead_id, l.last, coalesce(p.engagement, 0)::bigint AS engagement,
           coalesce(p.profile, 0)::bigint AS profile,
           (SELECT o.score FROM public.lead_scores o
             WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = g.generation AND o.lead_id = l.lead_id) AS was
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
      FROM (SELECT n.lead_id, n.last, n.engagement + n.profile AS score,
                   (n.was IS DISTINCT FROM n.engagement + n.profile)::integer AS changed
              FROM computed n WHERE n.is_shown) c
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id AND (c.changed = 1 OR c.last IS NOT NULL)
    RETURNING l.lead_id, l.score_changes, c.score, c.changed
  )
  INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
  SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), now(), c.score_changes, c.score
    FROM noted c WHERE c.changed = 1
  ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
     SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
END
$function$;--> statement-breakpoint
-- Takes one attempt from each key's allowance before a guess is verified. Returns false if any allowance is used up, and then
-- takes and prolongs nothing. Locks the keys' rows in order, so parallel guesses queue: of eleven, at most ten get true.
-- Failures count in full until the window after the last one ends; those of "fading" keys decrease steadily over it.
CREATE OR REPLACE FUNCTION public.reserve_attempt(keys text[], limits integer[], fading text[], window_seconds integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  is_free boolean;
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
  IF NOT is_free THEN RETURN false; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  RETURN true;
END
$function$;--> statement-breakpoint
-- Gives up an ingest that has to hold the OU alone. Always raises LV001: call ingest_events again with p_alone.
CREATE OR REPLACE FUNCTION public.retry_alone(p_reason text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '%', p_reason USING ERRCODE = 'LV001';
END
$function$;--> statement-breakpoint
-- The position in a lead's history of its p_change-th score: the history is a ring of the last 200.
CREATE OR REPLACE FUNCTION public.ring_position(p_change integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT ((p_change - 1) % 200)::smallint $function$;--> statement-breakpoint
-- The points that each rule gives each of the leads; a rule that gives a lead nothing has no row. Everything that computes or
-- explains a score goes through here.
CREATE OR REPLACE FUNCTION public.rule_points(p_org text, p_unit text, p_rules jsonb, p_leads text[])
 RETURNS TABLE(lead_id text, rule_id text, ruleset_id text, kind text, times bigint, points bigint)
 LANGUAGE sql
 STABLE
AS $function$
  -- OFFSET 0 makes Postgres look up each lead in the index; for a batch it would read all of a medium-sized OU.
  SELECT c.lead_id, r.rule_id, r.ruleset_id, r.kind, c.events, r.weight * c.events
    FROM unnest(p_leads) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.event_type, n.events FROM public.lead_event_counts n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) c
    JOIN jsonb_to_recordset(p_rules) AS r (rule_id text, ruleset_id text, kind text, event_type text, weight bigint)
      ON r.event_type = c.event_type
  UNION ALL
  SELECT l.lead_id, r.rule_id, r.ruleset_id, r.kind, 1, r.weight
    FROM unnest(CASE WHEN p_rules @> '[{"kind": "profile"}]' THEN p_leads END) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.profile_keys FROM public.leads n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) l
   CROSS JOIN jsonb_to_recordset(p_rules)
           AS r (rule_id text, ruleset_id text, kind text, profile_field text, operator text, key text, weight bigint)
   WHERE r.kind = 'profile' AND public.profile_matches(l.profile_keys ->> r.profile_field, r.operator, r.key)
$function$;--> statement-breakpoint
-- Adds p_more to the OU's number of leads.
CREATE OR REPLACE FUNCTION public.tally_leads(p_org text, p_unit text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.lead_tallies AS t (org_id, unit_id, slot, leads) VALUES (p_org, p_unit, public.tally_slot(), p_more)
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET leads = t.leads + excluded.leads
$function$;--> statement-breakpoint
-- The row, of 16 that add up to a total, that this connection counts in, so that parallel ingests seldom wait for one row.
CREATE OR REPLACE FUNCTION public.tally_slot()
 RETURNS smallint
 LANGUAGE sql
 STABLE
AS $function$ SELECT (pg_backend_pid() % 16)::smallint $function$;--> statement-breakpoint
DROP FUNCTION "keep_own_password";--> statement-breakpoint
DROP FUNCTION "merge_leads";--> statement-breakpoint
DROP FUNCTION "remove_lead";
