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
$function$;
