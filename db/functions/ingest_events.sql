-- Stores a batch of events and adds their points to the scores of their leads, in a fixed number of statements plus some for
-- each merge.
--   p_new    an id for each group's lead, in case it has to be made; groups are numbered from 1
--   p_named  [{g, lead}]; p_aliases [{g, kind, key, raw}], each alias once; p_events [{g, id, type, at, metadata}]
-- Returns {leads: the lead of each group}; {unknown: [lead]} if p_named names leads that do not exist, and then nothing is
-- stored.
-- Raises retry_alone's error if leads have to be merged or another ingest was first to make one; try_ingest catches it.
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
$function$;
