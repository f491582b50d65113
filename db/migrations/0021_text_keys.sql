ALTER TABLE "leads" ADD COLUMN "profile_keys" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "value_key" text;--> statement-breakpoint
-- Whether a profile's field fulfils a rule, both in the form in which texts are compared, which the application makes. Only two
-- numbers are greater or less; a field that is not there fulfils nothing. A digit is 0 to 9: what else a collation calls one,
-- a cast to numeric does not take.
CREATE OR REPLACE FUNCTION "profile_matches"("p_field" text, "p_operator" text, "p_value" text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(CASE p_operator
    WHEN 'equals' THEN p_field = p_value
    WHEN 'not_equals' THEN p_field <> p_value
    WHEN 'contains' THEN strpos(p_field, p_value) > 0
    ELSE CASE WHEN p_field ~ '^-?[0-9]+(\.[0-9]+)?$' AND p_value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN
      CASE p_operator WHEN 'greater_than' THEN p_field::numeric > p_value::numeric
                      WHEN 'less_than' THEN p_field::numeric < p_value::numeric END END
    END, false)
$$;--> statement-breakpoint
-- The rules that count at this moment, as scores are made with: a copy, so that a score and its rules never differ.
CREATE OR REPLACE FUNCTION "effective_rules"("p_org" text, "p_unit" text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('rule_id', r.rule_id, 'ruleset_id', r.ruleset_id, 'kind', r.kind,
           'event_type', r.event_type, 'profile_field', r.profile_field, 'operator', r.operator,
           'value', r.value #>> '{}', 'key', coalesce(r.value_key, r.value #>> '{}'),
           'weight', r.weight) ORDER BY r.rule_id), '[]')
    FROM public.rulesets s
    JOIN public.rules r ON r.org_id = s.org_id AND r.unit_id = s.unit_id AND r.ruleset_id = s.ruleset_id
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND r.active
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$$;--> statement-breakpoint
-- What each rule gives each of the leads; only where it gives something. The one place that says what a score is.
CREATE OR REPLACE FUNCTION "rule_points"("p_org" text, "p_unit" text, "p_rules" jsonb, "p_leads" text[])
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
   CROSS JOIN LATERAL (SELECT n.lead_id, n.profile_keys FROM public.leads n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) l
   CROSS JOIN jsonb_to_recordset(p_rules)
           AS r (rule_id text, ruleset_id text, kind text, profile_field text, operator text, key text, weight bigint)
   WHERE r.kind = 'profile' AND public.profile_matches(l.profile_keys ->> r.profile_field, r.operator, r.key)
$$;--> statement-breakpoint
-- Makes a lead, or changes the one that p_lead names: of owner_name, profile (with its profile_keys) and aliases those that
-- p_change has, each whole.
-- Returns what became of it: saved, missing or alias_taken.
CREATE OR REPLACE FUNCTION "save_lead"("p_org" text, "p_unit" text, "p_lead" text, "p_is_new" boolean, "p_change" jsonb) RETURNS text
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
$$;--> statement-breakpoint
-- One lead goes into an older one. Its events stay as they are; "lead_merges" says whose they are now. The caller holds the OU
-- alone and makes the score of p_into anew.
CREATE OR REPLACE FUNCTION "merge_leads"("p_org" text, "p_unit" text, "p_into" text, "p_from" text) RETURNS void
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
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM public.leads f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_into
     AND f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  PERFORM public.remove_lead(p_org, p_unit, p_from);
END
$$;--> statement-breakpoint
-- Makes one lead of each group of leads, the oldest of it, as merge_leads does, in a number of statements that does not grow
-- with the groups. p_members is [{g, lead}], each lead once. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION "merge_groups"("p_org" text, "p_unit" text, "p_members" json) RETURNS void
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
$$;
