-- Whether the organization has an active webhook endpoint. If it has, the transaction may see its endpoints and queue
-- deliveries for them, until queue_events has done so. Every write asks this, so it is written for speed: entering has told
-- members whether there ever was one (enter_member), and an assignment runs without a statement of its own.
CREATE OR REPLACE FUNCTION public.has_webhooks(p_org text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  queues text;
BEGIN
  IF current_setting('app.has_webhooks', true) = 'off' THEN RETURN false; END IF;
  queues := set_config('app.queues_events', 'on', true);
  IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.active) THEN RETURN true; END IF;
  queues := set_config('app.queues_events', '', true);
  RETURN false;
END
$function$;
