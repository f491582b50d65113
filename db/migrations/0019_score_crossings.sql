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
$function$;
