-- Whether the organization has an active webhook endpoint. If it has, the transaction may see its endpoints and queue
-- deliveries for them, until queue_events has done so.
CREATE OR REPLACE FUNCTION public.has_webhooks(p_org text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM set_config('app.queues_events', 'on', true);
  IF EXISTS (SELECT FROM public.webhook_endpoints w WHERE w.org_id = p_org AND w.active) THEN RETURN true; END IF;
  PERFORM set_config('app.queues_events', '', true);
  RETURN false;
END
$function$;
