-- Lets the transactions that queue, claim or record deliveries of an organization's webhooks take turns until they end. So
-- deliveries are numbered in the order of the commits, and nobody misses one that another is just queueing. Take it before
-- the lock of an endpoint's row.
CREATE OR REPLACE FUNCTION public.lock_webhooks(p_org text)
 RETURNS void
 LANGUAGE sql
AS $function$
  SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || p_org, 0))
$function$;
