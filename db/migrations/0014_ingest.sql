-- One lead goes into an older one. Its events stay as they are; "lead_merges" says whose they are now. The caller holds the OU
-- alone and makes the score of p_into anew.
CREATE FUNCTION "merge_leads"("p_org" text, "p_unit" text, "p_into" text, "p_from" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p_into, f.event_type, f.events, f.last_at FROM public.lead_event_counts f
   WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  DELETE FROM public.lead_event_counts f WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  UPDATE public.lead_aliases a SET lead_id = p_into WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p_from;
  UPDATE public.lead_merges m SET lead_id = p_into WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p_from;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id) VALUES (p_org, p_unit, p_from, p_into);
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM public.leads f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_into
     AND f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  PERFORM public.remove_lead(p_org, p_unit, p_from);
END
$$;--> statement-breakpoint
-- The row of a lead and whatever is made from its events.
CREATE FUNCTION "remove_lead"("p_org" text, "p_unit" text, "p_lead" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  -- Of every generation there can be, each found by the whole key.
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = p_lead;
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = p_lead;
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = p_lead;
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_lead;
  PERFORM public.tally_leads(p_org, p_unit, -1);
END
$$;--> statement-breakpoint
CREATE FUNCTION "tally_leads"("p_org" text, "p_unit" text, "p_more" integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY INVOKER
AS $$
  INSERT INTO public.lead_tallies AS t (org_id, unit_id, slot, leads) VALUES (p_org, p_unit, pg_backend_pid() % 16, p_more)
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET leads = t.leads + excluded.leads
$$;--> statement-breakpoint
-- Erases a person: the lead, those that went into it, and everything of theirs. False when there is none.
CREATE FUNCTION "erase_lead"("p_org" text, "p_unit" text, "p_lead" text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
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
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, pg_backend_pid() % 16, -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_lead(p_org, p_unit, target); -- aliases and merges go by their foreign keys
  RETURN true;
END
$$;--> statement-breakpoint
-- The lead that an id names: itself, or the one that it went into; else null.
CREATE FUNCTION "lead_named"("p_org" text, "p_unit" text, "p_lead" text) RETURNS text
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT l.lead_id FROM public.leads l
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = coalesce(
     (SELECT m.lead_id FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = p_lead), p_lead)
$$;--> statement-breakpoint
-- Makes a lead, or changes the one that p_lead names: of owner_name, profile and aliases those that p_change has, each whole.
-- Returns what became of it: saved, missing or alias_taken.
CREATE FUNCTION "save_lead"("p_org" text, "p_unit" text, "p_lead" text, "p_is_new" boolean, "p_change" jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  target text;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := CASE WHEN p_is_new THEN p_lead ELSE public.lead_named(p_org, p_unit, p_lead) END;
  IF target IS NULL THEN RETURN 'missing'; END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
               JOIN public.lead_aliases a ON a.alias_kind = w.kind AND a.alias_key = w.key
              WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id <> target) THEN RETURN 'alias_taken'; END IF;
  IF p_is_new THEN
    INSERT INTO public.leads (org_id, unit_id, lead_id) VALUES (p_org, p_unit, target);
    PERFORM public.tally_leads(p_org, p_unit, 1);
  END IF;
  UPDATE public.leads l
     SET owner_name = CASE WHEN p_change ? 'owner_name' THEN p_change ->> 'owner_name' ELSE l.owner_name END,
         profile = coalesce(p_change -> 'profile', l.profile), updated_at = now()
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
$$;--> statement-breakpoint
-- Which leads the groups of a batch name, the oldest first. A group is what stands together: events, ids and aliases.
CREATE FUNCTION "group_leads"("p_org" text, "p_unit" text, "p_named" json, "p_aliases" json)
RETURNS TABLE ("g" integer, "leads" text[])
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT f.g, array_agg(l.lead_id ORDER BY l.created_at, l.lead_id)
    FROM (SELECT n.g, coalesce(m.lead_id, n.lead) AS lead_id
            FROM json_to_recordset(p_named) AS n (g integer, lead text)
            LEFT JOIN public.lead_merges m ON m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = n.lead
           UNION
          SELECT w.g, a.lead_id
            FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text)
            JOIN public.lead_aliases a
              ON a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key) f
    JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.lead_id
   GROUP BY f.g
$$;--> statement-breakpoint
-- Takes a batch of events in a number of statements that does not grow with it, but with the merges it asks for.
--   p_new      the id of each group's lead, should it have to be made; the groups are numbered from 1
--   p_named    [{g, lead}], p_aliases [{g, kind, key, raw}]: each alias once
--   p_events   [{n, g, id, type, at, metadata}]
--   p_key      the hash of the Idempotency-Key, or null; p_body the hash of the body that came with it
-- Returns {items: [{n, event_id, lead_id}]}, those of then for a request answered before; {reused} for a key that came with
-- another body; {unknown: [lead]} where p_named names a lead that is not there, and then nothing is written.
-- Raises LV001 when leads have to be merged, or another ingest was first to make one: call it again with p_alone.
CREATE FUNCTION "ingest_events"("p_org" text, "p_unit" text, "p_new" text[], "p_named" json, "p_aliases" json,
  "p_events" json, "p_key" text, "p_body" text, "p_alone" boolean) RETURNS json
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  answered record;
  unknown json;
  known text[];
  most integer;
  merging text[];
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
    IF NOT p_alone THEN RAISE EXCEPTION 'leads are to be merged' USING ERRCODE = 'LV001'; END IF;
    SELECT f.leads INTO merging FROM public.group_leads(p_org, p_unit, p_named, p_aliases) f
     WHERE cardinality(f.leads) > 1 LIMIT 1;
    PERFORM public.merge_leads(p_org, p_unit, merging[1], younger) FROM unnest(merging[2:]) younger;
  END LOOP;

  INSERT INTO public.leads (org_id, unit_id, lead_id)
  SELECT p_org, p_unit, p_new[n.g] FROM generate_subscripts(p_new, 1) n (g) WHERE known[n.g] IS NULL;
  GET DIAGNOSTICS made = ROW_COUNT;
  SELECT array_agg(coalesce(known[n.g], p_new[n.g]) ORDER BY n.g) INTO lead_of FROM generate_subscripts(p_new, 1) n (g);
  WITH wanted AS (
    SELECT w.g, w.kind, w.key, w.raw FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text, raw text)
     WHERE NOT EXISTS (SELECT FROM public.lead_aliases a
                        WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key)
  ), written AS (
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, lead_of[w.g] FROM wanted w ORDER BY w.kind, w.key
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT (SELECT count(*) FROM wanted) - (SELECT count(*) FROM written) INTO missed;
  IF missed > 0 THEN RAISE EXCEPTION 'another ingest has made the lead' USING ERRCODE = 'LV001'; END IF;

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
  SELECT p_org, p_unit, (e.at AT TIME ZONE 'UTC')::date, pg_backend_pid() % 16, count(*)
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
$$;
