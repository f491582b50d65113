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
  moment timestamptz;
BEGIN
  PERFORM public.lock_webhooks(p_org);
  SELECT w.* INTO endpoint FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.endpoint_id = p_endpoint AND w.active;
  IF NOT FOUND THEN RETURN NULL; END IF;
  moment := clock_timestamp();
  IF endpoint.next_turn_at > moment THEN
    wake := endpoint.next_turn_at;
  ELSE
    UPDATE public.endpoint_deliveries d SET next_at = moment + p_lease
      FROM (SELECT n.delivery_id, n.next_at FROM public.endpoint_deliveries n
             WHERE n.org_id = p_org AND n.endpoint_id = p_endpoint AND n.next_at <= moment
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
-- Adds notices to combined ones that still wait for the same member (domain/mail/combine-notices.ts), and returns the messages
-- that took one. p_notices are objects with message_id, member_id and notice; p_most is how many a message has at most: then
-- its oldest is dropped and counted. The time is read after the row is locked, and the worker also locks it before reading
-- the mail. Names each message to the policies while it works.
CREATE OR REPLACE FUNCTION public.join_notices(p_notices json, p_most integer)
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
  one record;
  moment timestamptz;
BEGIN
  FOR one IN SELECT * FROM json_to_recordset(p_notices) AS n (message_id text, member_id text, notice jsonb)
              ORDER BY message_id COLLATE "C" LOOP
    PERFORM set_config('app.message_id', one.message_id, true);
    PERFORM 1 FROM public.messages m WHERE m.org_id = org AND m.message_id = one.message_id FOR UPDATE;
    moment := clock_timestamp();
    RETURN QUERY UPDATE public.messages m SET facts = m.facts || CASE WHEN jsonb_array_length(m.facts -> 'notices') >= p_most
        THEN jsonb_build_object('notices', (m.facts -> 'notices') - 0 || one.notice, 'left_out', (m.facts ->> 'left_out')::int + 1)
        ELSE jsonb_build_object('notices', (m.facts -> 'notices') || one.notice) END
       WHERE m.org_id = org AND m.message_id = one.message_id AND m.org_member_id = one.member_id
         AND m.status = 'queued' AND m.leaves_at > moment
      RETURNING m.message_id;
  END LOOP;
  PERFORM set_config('app.message_id', '', true);
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
  moment timestamptz;
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
    moment := clock_timestamp();
    wanted := public.effective_rules(p_org, p_unit);
    SELECT min(edge.at) INTO boundary FROM public.rulesets r CROSS JOIN LATERAL (VALUES (r.starts_at), (r.ends_at)) edge (at)
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.active AND edge.at > now();
    IF wanted = s.rules THEN
      UPDATE public.scoring c SET due_at = boundary, thresholds = public.effective_thresholds(p_org, p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    ELSE
      UPDATE public.scoring c
         SET due_at = boundary, newest_generation = c.newest_generation + 1, building = c.newest_generation + 1,
             building_rules = wanted, building_after = '', building_started_at = moment, leads_done = 0,
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
-- Makes the generation that has been built the one that is shown: readers see all of the new scores at once. Holds the OU
-- alone, so that no ingest is still writing old ones. Returns 'working', for recompute_step.
CREATE OR REPLACE FUNCTION public.show_built_scores(p_org text, p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  moment timestamptz;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  moment := clock_timestamp();
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules,
         thresholds = public.effective_thresholds(p_org, p_unit), activated_at = moment,
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit;
  RETURN 'working';
END
$function$;
