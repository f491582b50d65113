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
$function$;
