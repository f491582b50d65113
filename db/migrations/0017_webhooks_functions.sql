SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Claims the delivery that leaves next for a webhook endpoint, and says when to ask again by the job of the endpoint: after
-- p_turn, when the next may leave although this one has no answer, or when the next is due. A claimed delivery is due again
-- after p_lease, so that one is repeated whose sender has died. Returns null if nothing is due, or it is another one's turn.
-- When nothing is due, it forgets deliveries that are older than 30 days.
CREATE OR REPLACE FUNCTION public.claim_delivery(p_org text, p_endpoint text, p_turn interval, p_lease interval)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
DECLARE
  endpoint record;
  claimed record;
  answer json;
  wake timestamptz;
BEGIN
  PERFORM public.lock_webhooks(p_org);
  SELECT w.* INTO endpoint FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.endpoint_id = p_endpoint AND w.active;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF endpoint.next_turn_at > clock_timestamp() THEN
    wake := endpoint.next_turn_at;
  ELSE
    UPDATE public.endpoint_deliveries d SET next_at = clock_timestamp() + p_lease
      FROM (SELECT n.delivery_id, n.next_at FROM public.endpoint_deliveries n
             WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at <= clock_timestamp()
             ORDER BY n.next_at, n.delivery_id LIMIT 1) due
     WHERE d.org_id = p_org AND d.delivery_id = due.delivery_id
    RETURNING d.delivery_id, d.tries, due.next_at INTO claimed;
    IF FOUND THEN
      -- Of an endpoint that fails, only one attempt is on its way at a time.
      wake := clock_timestamp() + CASE WHEN endpoint.failing_since IS NULL THEN p_turn ELSE p_lease END;
      UPDATE public.webhook_endpoints SET next_turn_at = wake WHERE org_id = p_org AND endpoint_id = p_endpoint;
      answer := json_build_object('deliveryId', claimed.delivery_id, 'tries', claimed.tries, 'dueAt', claimed.next_at,
                                  'turn', wake, 'url', endpoint.url, 'secrets', array_remove(ARRAY[endpoint.secret,
                                  CASE WHEN endpoint.previous_until > now() THEN endpoint.previous_secret END], NULL));
    ELSE
      wake := (SELECT min(n.next_at) FROM public.endpoint_deliveries n
                WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at IS NOT NULL);
      DELETE FROM public.endpoint_deliveries d
       WHERE d.org_id = p_org AND d.delivery_id IN (
         SELECT o.delivery_id FROM public.endpoint_deliveries o
          WHERE o.org_id = p_org AND o.endpoint_id = p_endpoint AND o.status <> 'pending'
            AND o.delivery_id < 'whd_' || lpad(to_hex((extract(epoch FROM now() - interval '30 days') * 1000000)::bigint), 14, '0')
          ORDER BY o.delivery_id LIMIT 1000);
    END IF;
  END IF;
  IF wake IS NOT NULL THEN
    PERFORM graphile_worker.add_job('deliver_webhooks', json_build_object('org_id', p_org, 'endpoint_id', p_endpoint),
                                    job_key := p_endpoint, run_at := wake);
  END IF;
  RETURN answer;
END
$function$;--> statement-breakpoint
-- Deletes the service accounts, the pending invitations and the webhook endpoints that members made (contract §13), and returns
-- them; an endpoint by its URL. Only for an org
-- admin's scope. Names each member to the policies while it works.
CREATE OR REPLACE FUNCTION public.end_made(p_members json)
 RETURNS TABLE(kind text, id text, unit_id text, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  org text := current_setting('app.org_id', true);
  maker text;
BEGIN
  FOR maker IN SELECT json_array_elements_text(p_members) LOOP
    PERFORM set_config('app.maker_id', maker, true);
    RETURN QUERY DELETE FROM public.service_accounts s WHERE s.org_id = org AND s.created_by = maker
      RETURNING 'service_account', s.secret_id, s.unit_id, s.name;
    RETURN QUERY DELETE FROM public.members m
      WHERE m.org_id = org AND m.invited_by = maker AND m.accepted_at IS NULL AND m.status = 'invited'
      RETURNING 'invitation', m.org_member_id, NULL::text, m.first_name || ' ' || m.last_name;
    IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker) THEN
      PERFORM public.lock_webhooks(org);
      RETURN QUERY DELETE FROM public.webhook_endpoints w WHERE w.org_id = org AND w.created_by = maker
        RETURNING 'webhook_endpoint', w.endpoint_id, NULL::text, w.url;
    END IF;
  END LOOP;
  PERFORM set_config('app.maker_id', '', true);
END
$function$;--> statement-breakpoint
-- Whether the organization has an active webhook endpoint. If it has, the transaction may see its endpoints and queue
-- deliveries for them, until queue_events has done so. Every write asks this, so it is written for speed: an assignment runs
-- without a statement of its own.
CREATE OR REPLACE FUNCTION public.has_webhooks(p_org text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  queues text := set_config('app.queues_events', 'on', true);
BEGIN
  IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.active) THEN RETURN true; END IF;
  queues := set_config('app.queues_events', '', true);
  RETURN false;
END
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
  IF merging IS NULL THEN
    PERFORM public.add_points(p_org, p_unit, touched, places, last, points);
  ELSE
    PERFORM public.rescore_leads(p_org, p_unit, touched, last);
  END IF;
  IF made IS NOT NULL THEN
    PERFORM public.tally_leads(p_org, p_unit, cardinality(made)), public.analyze_grown_tables(),
            public.queue_new_leads(p_org, p_unit, made);
  END IF;
  RETURN json_build_object('leads', lead_of);
END
$function$;--> statement-breakpoint
-- Lets the transactions that queue, claim or record deliveries of an organization's webhooks take turns until they end. So
-- deliveries are numbered in the order of the commits, and nobody misses one that another is just queueing. Take it before
-- the lock of an endpoint's row.
CREATE OR REPLACE FUNCTION public.lock_webhooks(p_org text)
 RETURNS void
 LANGUAGE sql
AS $function$
  SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || p_org, 0))
$function$;--> statement-breakpoint
-- Queues events for the webhook endpoints of the organization that want them (contract §12), and wakes the job that sends
-- them, if and only if the transaction commits. p_events are objects with id, at, action, unit_id and target, as
-- write_audit_entries has them; data is what is sent of an event that the audit log does not have. Call it as late in the
-- transaction as possible: from then on, others of the organization wait. Without an endpoint it is one look-up.
CREATE OR REPLACE FUNCTION public.queue_events(p_org text, p_events json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  since timestamptz;
  endpoints text[];
BEGIN
  IF NOT public.has_webhooks(p_org) THEN RETURN; END IF;
  PERFORM public.lock_webhooks(p_org);
  since := clock_timestamp();
  WITH wanted AS MATERIALIZED (
    SELECT w.endpoint_id, e.*, row_number() OVER (ORDER BY e.n, w.endpoint_id) AS place
      FROM ROWS FROM (json_to_recordset(p_events) AS (id text, at text, action text, unit_id text, target json, data jsonb))
           WITH ORDINALITY AS e (id, at, action, unit_id, target, data, n)
      JOIN public.webhook_endpoints w ON w.org_id = p_org AND w.active
       AND (w.event_types && ARRAY['*', e.action, split_part(e.action, '.', 1) || '.*']
            AND (w.only_unit_id IS NULL OR w.only_unit_id = e.unit_id)
            OR e.action = 'webhook_endpoint.tested' AND e.target ->> 'id' = w.endpoint_id)
  ), queued AS (
    INSERT INTO public.endpoint_deliveries (org_id, delivery_id, endpoint_id, type, entry_id, happened_at, data, next_at)
    SELECT p_org, 'whd_' || lpad(to_hex((extract(epoch FROM since) * 1000000)::bigint), 14, '0') || lpad(to_hex(place), 5, '0')
             || left(replace(gen_random_uuid()::text, '-', ''), 13),
           endpoint_id, action, CASE WHEN data IS NULL THEN id END, at, data, since FROM wanted
  )
  SELECT array_agg(DISTINCT endpoint_id) INTO endpoints FROM wanted;
  PERFORM graphile_worker.add_job('deliver_webhooks', json_build_object('org_id', p_org, 'endpoint_id', id), job_key := id)
     FROM unnest(endpoints) id;
  PERFORM set_config('app.queues_events', '', true);
END
$function$;--> statement-breakpoint
-- Queues the event lead.created for leads that an ingest has made. The audit log leaves those out (contract §8), so what is sent
-- of them is made here.
CREATE OR REPLACE FUNCTION public.queue_new_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT public.has_webhooks(p_org) THEN RETURN; END IF;
  PERFORM public.queue_events(p_org, (
    SELECT json_agg(json_build_object('id', id, 'at', at, 'action', 'lead.created', 'unit_id', p_unit, 'data', json_build_object(
             'at', at, 'action', 'lead.created', 'actor', json_build_object('kind', 'system', 'id', null, 'name', null),
             'unit_id', p_unit, 'target', json_build_object('type', 'lead', 'id', id, 'name', null))))
      FROM unnest(p_leads) id, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') at));
END
$function$;--> statement-breakpoint
-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_name is that of the actor, which is read
-- here if it is null and they are a member; p_client has from where they act, as the members of a JSON object, or null. The arrays
-- have an element an entry: p_contents is the entry as JSON without its last brace, its actor and its values. The subject is whose
-- values the personal ones are, or null. p_values are those values as JSON, or null if there are none or the subject's name has to
-- be read, as it is at the end of the transaction; then p_changes has the other values. Personal values are stored apart, and
-- hashed with a salt into the entry. At the end the entries are queued for webhooks that want them. A loop, because one entry
-- is usual: a statement for all of them takes twice as long to start.
CREATE OR REPLACE FUNCTION public.write_audit_entries(p_kind text, p_actor text, p_name text, p_client text, p_ids text[], p_actions text[], p_targets text[], p_units text[], p_subjects text[], p_contents text[], p_values text[], p_changes text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  doer text;
  origin text;
  salt text;
  personal text;
  hashes text;
BEGIN
  IF p_kind = 'member' THEN
    IF p_name IS NULL THEN
      SELECT m.first_name || ' ' || m.last_name INTO p_name FROM public.members m
       WHERE m.org_id = org AND m.org_member_id = p_actor;
    END IF;
    doer := json_build_object('kind', 'member', 'id', p_actor);
    origin := '{"name":' || coalesce(to_json(p_name)::text, 'null') || ',' || p_client || '}';
  ELSE
    doer := json_build_object('kind', p_kind, 'id', p_actor, 'name', p_name);
    origin := '{' || p_client || '}';
  END IF;
  FOR i IN 1 .. cardinality(p_ids) LOOP
    hashes := '';
    IF origin IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := '"origin":"' || encode(sha256(convert_to(salt || origin, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'origin', p_actor, p_targets[i], p_units[i], coalesce(p_actor, p_subjects[i], p_targets[i]), salt, origin);
    END IF;
    personal := p_values[i];
    IF p_changes[i] IS NOT NULL THEN
      personal := '{"name":' || coalesce((SELECT to_json(m.first_name || ' ' || m.last_name)::text FROM public.members m
        WHERE m.org_id = org AND m.org_member_id = p_subjects[i]), 'null') || ',"changes":' || p_changes[i] || '}';
    END IF;
    IF personal IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := hashes || CASE hashes WHEN '' THEN '' ELSE ',' END
             || '"target":"' || encode(sha256(convert_to(salt || personal, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'target', p_actor, p_targets[i], p_units[i], p_subjects[i], salt, personal);
    END IF;
    INSERT INTO public.audit_unsealed (org_id, entry_id) VALUES (org, p_ids[i]);
    INSERT INTO public.audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
    VALUES (org, p_ids[i], p_actor, p_targets[i], p_units[i], p_actions[i],
            p_contents[i] || ',"actor":' || doer || ',"values":{' || hashes || '}}');
  END LOOP;
  IF public.has_webhooks(org) THEN
    PERFORM public.queue_events(org, (
      SELECT json_agg(json_build_object('id', e.id, 'at', (e.content || '}')::json -> 'at', 'action', e.action, 'unit_id', e.unit,
                                        'target', json_build_object('id', e.target)) ORDER BY e.n)
        FROM unnest(p_ids, p_actions, p_targets, p_units, p_contents) WITH ORDINALITY AS e (id, action, target, unit, content, n)));
  END IF;
END
$function$;
