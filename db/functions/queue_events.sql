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
$function$;
