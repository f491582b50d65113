ALTER TABLE "leads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_merges" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_tallies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_aliases" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_event_counts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "event_days" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rulesets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rules" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "scoring" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_scores" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "score_points" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ingest_requests" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ingest_request_leads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Where an event goes whose month has no partition yet (db/event-partitions.ts makes those). Without a policy of its own,
-- because the policies of "events" hold for whoever comes by that name, and nobody has the privilege to come by this one.
CREATE TABLE "events_default" PARTITION OF "events" DEFAULT;--> statement-breakpoint
ALTER TABLE "events_default" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Everything below is SECURITY INVOKER: row-level security holds in it as it does outside.
--
-- Ingests of an OU go side by side; what changes which lead an id or an alias names, or which rules count, goes alone.
-- Locks are taken in this order: the OU's row in "scoring", this one, aliases, leads, whatever hangs on leads, tallies.
CREATE FUNCTION "enter_unit"("p_org" text, "p_unit" text, "p_alone" boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit) THEN
    INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  END IF;
  IF p_alone THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_org || '/' || p_unit, 8));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org || '/' || p_unit, 8));
  END IF;
END
$$;--> statement-breakpoint
-- Whether a profile's field fulfils a rule. Texts are compared without case; only two numbers are greater or less; a field
-- that is not there fulfils nothing.
CREATE FUNCTION "profile_matches"("p_field" text, "p_operator" text, "p_value" text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(CASE p_operator
    WHEN 'equals' THEN lower(p_field) = lower(p_value)
    WHEN 'not_equals' THEN lower(p_field) <> lower(p_value)
    WHEN 'contains' THEN strpos(lower(p_field), lower(p_value)) > 0
    ELSE CASE WHEN p_field ~ '^-?\d+(\.\d+)?$' AND p_value ~ '^-?\d+(\.\d+)?$' THEN
      CASE p_operator WHEN 'greater_than' THEN p_field::numeric > p_value::numeric
                      WHEN 'less_than' THEN p_field::numeric < p_value::numeric END END
    END, false)
$$;--> statement-breakpoint
-- The rules that count at this moment, as scores are made with: a copy, so that a score and its rules never differ.
CREATE FUNCTION "effective_rules"("p_org" text, "p_unit" text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('rule_id', r.rule_id, 'ruleset_id', r.ruleset_id, 'kind', r.kind,
           'event_type', r.event_type, 'profile_field', r.profile_field, 'operator', r.operator,
           'value', r.value #>> '{}', 'weight', r.weight) ORDER BY r.rule_id), '[]')
    FROM public.rulesets s
    JOIN public.rules r ON r.org_id = s.org_id AND r.unit_id = s.unit_id AND r.ruleset_id = s.ruleset_id
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND r.active
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$$;--> statement-breakpoint
-- What each rule gives each of the leads; only where it gives something. The one place that says what a score is.
CREATE FUNCTION "rule_points"("p_org" text, "p_unit" text, "p_rules" jsonb, "p_leads" text[])
RETURNS TABLE ("lead_id" text, "rule_id" text, "ruleset_id" text, "kind" text, "times" bigint, "points" bigint)
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  -- OFFSET 0 has each lead looked up by the index: for a batch the planner would read a middling OU whole.
  SELECT c.lead_id, r.rule_id, r.ruleset_id, r.kind, c.events, r.weight * c.events
    FROM unnest(p_leads) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.event_type, n.events FROM public.lead_event_counts n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) c
    JOIN jsonb_to_recordset(p_rules) AS r (rule_id text, ruleset_id text, kind text, event_type text, weight bigint)
      ON r.event_type = c.event_type
  UNION ALL
  SELECT l.lead_id, r.rule_id, r.ruleset_id, r.kind, 1, r.weight
    FROM unnest(CASE WHEN p_rules @> '[{"kind": "profile"}]' THEN p_leads END) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.profile FROM public.leads n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) l
   CROSS JOIN jsonb_to_recordset(p_rules)
           AS r (rule_id text, ruleset_id text, kind text, profile_field text, operator text, value text, weight bigint)
   WHERE r.kind = 'profile' AND public.profile_matches(l.profile ->> r.profile_field, r.operator, r.value)
$$;--> statement-breakpoint
-- Makes the scores of these leads anew, in the generation that is shown and in the one that is being built, and notes when
-- each was last active, where p_last says so. The caller holds the leads' row locks, or the OU alone. A point of the history
-- is kept where the score shown has changed. One UPDATE of a lead and no more: it is the dearest part of an ingest.
CREATE FUNCTION "rescore_leads"("p_org" text, "p_unit" text, "p_leads" text[], "p_last" timestamptz[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
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
  SELECT p_org, p_unit, c.lead_id, (c.score_changes - 1) % 200, now(), c.score_changes, c.score
    FROM noted c WHERE c.changed = 1
  ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
     SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
END
$$;--> statement-breakpoint
-- The next piece of what there is to do for an OU's scores: 'idle' when there is none, else 'working'. Each call is whole in
-- itself and knows from the row where to go on, so a recomputation survives whoever ran it, and two runners share it.
CREATE FUNCTION "recompute_step"("p_org" text, "p_unit" text, "p_size" integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  s public.scoring%ROWTYPE;
  wanted jsonb;
  boundary timestamptz;
  ids text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit FOR UPDATE;
  IF NOT FOUND THEN RETURN 'idle'; END IF;

  IF s.building IS NOT NULL AND s.due_at <= now() THEN -- the rules have changed again: what was built is for nothing
    UPDATE public.scoring c SET garbage = c.garbage || c.building, building = NULL, building_rules = NULL
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.building IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM public.leads l
                    WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after) THEN
      RETURN public.show_built_scores(p_org, p_unit);
    END IF;
    -- Beside ingests, but not beside a merge or an erasure, which would leave the scores of a lead that has gone.
    PERFORM public.enter_unit(p_org, p_unit, false);
    SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
      SELECT l.lead_id FROM public.leads l
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after
       ORDER BY l.lead_id LIMIT p_size) batch;
    IF ids IS NULL THEN RETURN 'working'; END IF; -- the rest has been erased meanwhile
    -- A score that an ingest has made meanwhile is the newer one.
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
    PERFORM public.enter_unit(p_org, p_unit, true); -- from here on every ingest knows of what is being built
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
$$;--> statement-breakpoint
-- One pointer moves, and every reader sees the new scores, all of them. Alone, so that no ingest still writes the old ones.
CREATE FUNCTION "show_built_scores"("p_org" text, "p_unit" text) RETURNS text
LANGUAGE sql VOLATILE SECURITY INVOKER
AS $$
  SELECT public.enter_unit(p_org, p_unit, true);
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules, activated_at = clock_timestamp(),
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit
  RETURNING 'working'
$$;--> statement-breakpoint
-- Clears a piece of a generation that nobody sees any more; what it showed before goes into the history where it differs.
CREATE FUNCTION "clear_old_scores"("p_org" text, "p_unit" text, "p_size" integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  s public.scoring%ROWTYPE;
  ids text[];
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
    -- Locked in a statement of its own: the next one sees what an ingest has written until then.
    PERFORM 1 FROM public.leads l
      WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id IN (
        SELECT o.lead_id FROM public.lead_scores o
          JOIN public.lead_scores n ON n.org_id = p_org AND n.unit_id = p_unit AND n.generation = s.generation
           AND n.lead_id = o.lead_id
         WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.previous AND o.lead_id = ANY (ids)
           AND o.score <> n.score)
      ORDER BY l.lead_id FOR NO KEY UPDATE;
    WITH changed AS (
      SELECT o.lead_id, n.score
        FROM public.lead_scores o
        JOIN public.lead_scores n ON n.org_id = p_org AND n.unit_id = p_unit AND n.generation = s.generation
         AND n.lead_id = o.lead_id
       WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.previous AND o.lead_id = ANY (ids)
         AND o.score <> n.score
         AND NOT EXISTS (SELECT FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit
                            AND p.lead_id = o.lead_id AND p.recorded_at > s.activated_at)
    ), counted AS (
      UPDATE public.leads l SET score_changes = l.score_changes + 1 FROM changed c
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
      RETURNING l.lead_id, l.score_changes, c.score
    )
    INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, (c.score_changes - 1) % 200, s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$$;--> statement-breakpoint
-- The first statement of a change of rules: changes of one OU's rules go one after the other.
CREATE FUNCTION "begin_rule_change"("p_org" text, "p_unit" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit FOR UPDATE;
END
$$;--> statement-breakpoint
-- The last one: scores of up to p_limit leads are made anew at once, and true is returned; others wait for the runner.
CREATE FUNCTION "finish_rule_change"("p_org" text, "p_unit" text, "p_limit" integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  -- Cut, and not rounded up into the future, as the column would.
  UPDATE public.scoring s SET due_at = date_trunc('milliseconds', now()) WHERE s.org_id = p_org AND s.unit_id = p_unit;
  IF (SELECT count(*) FROM (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit LIMIT p_limit + 1) few) > p_limit
  THEN RETURN false; END IF;
  PERFORM public.enter_unit(p_org, p_unit, true); -- no ingest begins before this has been committed
  WHILE public.recompute_step(p_org, p_unit, greatest(p_limit, 1)) <> 'idle' LOOP NULL; END LOOP;
  RETURN true;
END
$$;
