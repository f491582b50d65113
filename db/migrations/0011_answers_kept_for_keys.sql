SET LOCAL check_function_bodies = off;--> statement-breakpoint
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
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, public.tally_slot(), -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_leads(p_org, p_unit, ARRAY[target]); -- aliases and merges follow by their foreign keys
  RETURN true;
END
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
$function$;
