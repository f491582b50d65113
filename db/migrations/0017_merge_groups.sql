-- Makes one lead of each group of leads, the oldest of it, as merge_leads does, in a number of statements that does not grow
-- with the groups. p_members is [{g, lead}], each lead once. The caller holds the OU alone.
CREATE FUNCTION "merge_groups"("p_org" text, "p_unit" text, "p_members" json) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  froms text[];
  intos text[];
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
            JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = m.lead) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN; END IF;
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
  -- Of each field the value of the oldest that has it: of one key given twice, jsonb keeps the last.
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM (SELECT p.into_id, max(y.last_event_at) AS last_event_at,
                 (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
                 coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile
            FROM unnest(froms, intos) p (from_id, into_id)
            JOIN public.leads y ON y.org_id = p_org AND y.unit_id = p_unit AND y.lead_id = p.from_id
            LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
           GROUP BY p.into_id) f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.into_id;
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = ANY (froms);
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = ANY (froms);
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = ANY (froms);
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (froms);
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(froms));
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY(SELECT DISTINCT i FROM unnest(intos) i));
END
$$;--> statement-breakpoint
-- Whether a profile's field fulfils a rule. Texts are compared without case; only two numbers are greater or less; a field
-- that is not there fulfils nothing. A digit is 0 to 9: what else a collation calls one, a cast to numeric does not take.
CREATE OR REPLACE FUNCTION "profile_matches"("p_field" text, "p_operator" text, "p_value" text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(CASE p_operator
    WHEN 'equals' THEN lower(p_field) = lower(p_value)
    WHEN 'not_equals' THEN lower(p_field) <> lower(p_value)
    WHEN 'contains' THEN strpos(lower(p_field), lower(p_value)) > 0
    ELSE CASE WHEN p_field ~ '^-?[0-9]+(\.[0-9]+)?$' AND p_value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN
      CASE p_operator WHEN 'greater_than' THEN p_field::numeric > p_value::numeric
                      WHEN 'less_than' THEN p_field::numeric < p_value::numeric END END
    END, false)
$$;--> statement-breakpoint
-- Clears a piece of a generation that nobody sees any more; what it showed before goes into the history where it differs.
CREATE OR REPLACE FUNCTION "clear_old_scores"("p_org" text, "p_unit" text, "p_size" integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
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
    -- OFFSET 0 has each score looked up by its key: of a generation that was only just made the planner has no statistics,
    -- takes it for one row, and would read all of it for each lead.
    SELECT array_agg(w.lead_id ORDER BY w.lead_id) INTO moved
      FROM unnest(ids) w (lead_id)
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
     WHERE o.score <> n.score;
    -- Locked in a statement of its own: the next one sees what an ingest has written until then.
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
         -- An ingest may have noted the new score already, perhaps at a time before the switch, for which it waited.
         AND NOT EXISTS (SELECT FROM public.leads l
                           JOIN public.score_points p ON p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = l.lead_id
                            AND p.place = (l.score_changes - 1) % 200
                          WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = n.score)
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
$$;
