SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Analyzes the tables of leads that are eight times as large as when they were last analyzed, or never were. Autovacuum comes
-- once a minute, and until then the planner cannot tell a look-up by key from reading a whole OU. SECURITY DEFINER, because
-- only their owner may; it takes nothing from its caller and tells it nothing.
CREATE OR REPLACE FUNCTION public.analyze_grown_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM unnest('{public.leads,public.lead_aliases,public.lead_event_counts,public.lead_scores}'::regclass[]) t (oid)
      JOIN pg_class c USING (oid)
     WHERE pg_relation_size(c.oid) > 8 * greatest(c.relpages, 1) * current_setting('block_size')::bigint
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
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
  org text := coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''));
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
-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text, scopes json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at, s.scopes INTO account
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
          set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true),
          set_config('app.secret_id', account.secret_id, true);
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id, to_json(account.scopes);
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
  RETURN true;
END
$function$;--> statement-breakpoint
-- A text as searches compare it: the rule of db/search.ts, as a function, for a generated column of a table that is updated all
-- the time. Postgres 18 parses the column's expression again for each updated row, and as a call it is short.
CREATE OR REPLACE FUNCTION public.fold_text(p_text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(
    normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')),
    'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
$function$;--> statement-breakpoint
-- The leads that each group of a batch names, oldest first. A group is made of the events, ids and aliases that belong together.
-- OFFSET 0 makes Postgres look up each row by its key: without it, it plans for a hundred groups and reads the whole OU for one.
CREATE OR REPLACE FUNCTION public.group_leads(p_org text, p_unit text, p_named json, p_aliases json)
 RETURNS TABLE(g integer, leads text[])
 LANGUAGE sql
 STABLE
AS $function$
  SELECT f.g, array_agg(l.lead_id ORDER BY l.created_at, l.lead_id)
    FROM (SELECT n.g, coalesce((SELECT m.lead_id FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = p_unit
                                   AND m.merged_id = n.lead OFFSET 0), n.lead) AS lead_id
            FROM json_to_recordset(p_named) AS n (g integer, lead text)
           UNION
          SELECT w.g, a.lead_id
            FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text)
           CROSS JOIN LATERAL (SELECT k.lead_id FROM public.lead_aliases k WHERE k.org_id = p_org AND k.unit_id = p_unit
                                  AND k.alias_kind = w.kind AND k.alias_key = w.key OFFSET 0) a) f
   CROSS JOIN LATERAL (SELECT x.lead_id, x.created_at FROM public.leads x
                        WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = f.lead_id OFFSET 0) l
   GROUP BY f.g
$function$;--> statement-breakpoint
DROP FUNCTION "ingest_events";--> statement-breakpoint
-- Stores a batch of events and rescores their leads, in a fixed number of statements plus some for each merge.
--   p_new    an id for each group's lead, in case it has to be made; groups are numbered from 1
--   p_named  [{g, lead}]; p_aliases [{g, kind, key, raw}], each alias once; p_events [{n, g, id, type, at, metadata}]
-- Returns {items: [{n, event_id, lead_id}]}; {unknown: [lead]} if p_named names leads that do not exist, and then nothing is
-- stored.
-- Raises retry_alone's error if leads have to be merged or another ingest was first to make one: call it again with p_alone.
CREATE OR REPLACE FUNCTION public.ingest_events(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json, p_alone boolean)
 RETURNS json
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
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
  PERFORM public.enter_unit(p_org, p_unit, p_alone);
  SELECT json_agg(DISTINCT n.lead) INTO unknown FROM json_to_recordset(p_named) AS n (lead text)
   WHERE public.lead_named(p_org, p_unit, n.lead) IS NULL;
  IF unknown IS NOT NULL THEN
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
     WHERE (SELECT a.lead_id FROM public.lead_aliases a WHERE a.org_id = p_org AND a.unit_id = p_unit
               AND a.alias_kind = w.kind AND a.alias_key = w.key OFFSET 0) -- an alias that became another lead's meanwhile
           IS DISTINCT FROM lead_of[w.g]                                   -- is missed below
  ), written AS (
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, lead_of[w.g] FROM wanted w ORDER BY w.kind, w.key
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT (SELECT count(*) FROM wanted) - (SELECT count(*) FROM written) INTO missed;
  IF missed > 0 THEN PERFORM public.retry_alone('another ingest has made the lead'); END IF;
  IF made > 0 THEN PERFORM public.analyze_grown_tables(); END IF;

  touched := ARRAY(SELECT DISTINCT id FROM unnest(lead_of) id ORDER BY id);
  PERFORM FROM unnest(touched) t (id) CROSS JOIN LATERAL (
    SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = t.id FOR NO KEY UPDATE) locked;
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
  SELECT p_org, p_unit, (e.at AT TIME ZONE 'UTC')::date, public.tally_slot(p_unit), count(*)
    FROM json_to_recordset(p_events) AS e (at timestamptz) GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  IF made > 0 THEN PERFORM public.tally_leads(p_org, p_unit, made); END IF;

  SELECT json_agg(json_build_object('n', e.n, 'event_id', e.id, 'lead_id', lead_of[e.g])) INTO answer
    FROM json_to_recordset(p_events) AS e (n integer, g integer, id text);
  RETURN json_build_object('items', answer);
END
$function$;--> statement-breakpoint
-- Keeps the answer to the request that has claimed the key in this transaction. p_leads, a list of ids or null, names the leads
-- of the active OU that it is about. Keeps nothing if the request has removed its own caller.
CREATE OR REPLACE FUNCTION public.keep_answer(p_key text, p_status integer, p_headers json, p_body text, p_leads json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := coalesce(nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), ''));
  actor text := coalesce(nullif(current_setting('app.member_id', true), ''), nullif(current_setting('app.secret_id', true), ''));
  unit text := CASE WHEN p_leads IS NOT NULL THEN current_setting('app.unit_id', true) END;
BEGIN
  UPDATE public.idempotency_keys k SET status = p_status, headers = p_headers, body = p_body, lead_unit_id = unit
   WHERE k.org_id = org AND k.actor_id = actor AND k.key = p_key;
  INSERT INTO public.idempotency_key_leads (org_id, unit_id, lead_id, actor_id, key)
  SELECT DISTINCT org, unit, lead, actor, p_key FROM json_array_elements_text(p_leads) lead;
END
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
-- Deletes the rows of leads and everything that was computed from their events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  generations integer[];
  gone text;
BEGIN
  SELECT array_remove(s.garbage || ARRAY[s.generation, s.building], NULL) INTO generations
    FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit;
  FOREACH gone IN ARRAY p_leads LOOP -- one by one, each by its key: for many, the planner may read the OU instead
    FOR n IN 1 .. cardinality(generations) LOOP
      DELETE FROM public.lead_scores s
       WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = generations[n] AND s.lead_id = gone;
    END LOOP;
    DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = gone;
    DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = gone;
    DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = gone;
  END LOOP;
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(p_leads));
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
      FROM (SELECT k.place, n.last, n.engagement + n.profile AS score,
                   (n.was IS DISTINCT FROM n.engagement + n.profile)::integer AS changed
              FROM computed n CROSS JOIN LATERAL (
                SELECT x.ctid AS place FROM public.leads x
                 WHERE x.org_id = p_org AND x.unit_id = p_unit AND x.lead_id = n.lead_id OFFSET 0) k
             WHERE n.is_shown LIMIT cardinality(p_leads)) c
     WHERE l.ctid = c.place AND (c.changed = 1 OR c.last IS NOT NULL)
    RETURNING l.lead_id, l.score_changes, c.score, c.changed
  )
  INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
  SELECT p_org, p_unit, c.lead_id, public.ring_position(c.score_changes), now(), c.score_changes, c.score
    FROM noted c WHERE c.changed = 1
  ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
     SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
END
$function$;--> statement-breakpoint
-- Makes the lead p_lead, or changes the one it names. p_change holds any of owner_name, profile (with profile_keys) and
-- aliases; each replaces what was there. Returns 'saved', 'missing' or 'alias_taken'. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.save_lead(p_org text, p_unit text, p_lead text, p_is_new boolean, p_change jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := CASE WHEN p_is_new THEN p_lead ELSE public.lead_named(p_org, p_unit, p_lead) END;
  IF target IS NULL THEN RETURN 'missing'; END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
              CROSS JOIN LATERAL (SELECT k.lead_id FROM public.lead_aliases k WHERE k.org_id = p_org AND k.unit_id = p_unit
                                     AND k.alias_kind = w.kind AND k.alias_key = w.key OFFSET 0) a
              WHERE a.lead_id <> target) THEN RETURN 'alias_taken'; END IF;
  IF p_is_new THEN
    INSERT INTO public.leads (org_id, unit_id, lead_id) VALUES (p_org, p_unit, target);
    PERFORM public.tally_leads(p_org, p_unit, 1);
    PERFORM public.analyze_grown_tables();
  END IF;
  UPDATE public.leads l
     SET owner_name = CASE WHEN p_change ? 'owner_name' THEN p_change ->> 'owner_name' ELSE l.owner_name END,
         profile = coalesce(p_change -> 'profile', l.profile),
         profile_keys = coalesce(p_change -> 'profile_keys', l.profile_keys), updated_at = now()
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = target;
  IF p_change ? 'aliases' THEN
    DELETE FROM public.lead_aliases a WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = target
       AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
                        WHERE w.kind = a.alias_kind AND w.key = a.alias_key);
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, target
      FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text, raw text)
    ON CONFLICT (org_id, unit_id, alias_kind, alias_key) DO UPDATE SET raw_value = excluded.raw_value;
  END IF;
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY[target]);
  RETURN 'saved';
END
$function$;--> statement-breakpoint
-- Adds p_more to the OU's number of leads.
CREATE OR REPLACE FUNCTION public.tally_leads(p_org text, p_unit text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.lead_tallies AS t (org_id, unit_id, slot, leads) VALUES (p_org, p_unit, public.tally_slot(p_unit), p_more)
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET leads = t.leads + excluded.leads
$function$;--> statement-breakpoint
-- Adds p_more to the organization's number of members with that role and status. A transaction changes one row only, that of
-- its slot, so changes in different orders never wait for each other in a circle.
CREATE OR REPLACE FUNCTION public.tally_member(p_org text, p_role text, p_status text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.member_tallies AS t (org_id, slot, admins, editors, viewers, invited)
    VALUES (p_org, public.tally_slot(p_org), (p_role = 'admin')::int * p_more, (p_role = 'editor')::int * p_more,
            (p_role = 'viewer')::int * p_more, (p_status = 'invited')::int * p_more)
  ON CONFLICT (org_id, slot) DO UPDATE SET admins = t.admins + excluded.admins, editors = t.editors + excluded.editors,
    viewers = t.viewers + excluded.viewers, invited = t.invited + excluded.invited
$function$;--> statement-breakpoint
DROP FUNCTION "tally_slot";--> statement-breakpoint
-- The row of a total of an OU or organization, of 16 that add up to it, that this transaction counts in: one that no other
-- transaction holds, so that parallel ingests do not wait for each other.
CREATE OR REPLACE FUNCTION public.tally_slot(p_of text)
 RETURNS smallint
 LANGUAGE plpgsql
AS $function$
DECLARE
  slot integer;
BEGIN
  FOR n IN 0 .. 15 LOOP
    slot := (pg_backend_pid() + n) % 16;
    EXIT WHEN pg_try_advisory_xact_lock(hashtext(p_of), slot);
  END LOOP;
  RETURN slot;
END
$function$;
