-- Holds who has access in the organization until the transaction ends: alone for changes of several members, of roles or of
-- status; shared for a change of one membership, which names its pair and waits for that alone. Comes before every row lock.
CREATE OR REPLACE FUNCTION public.lock_access(p_org text, p_pair text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF p_pair IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_org, 9));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org, 9));
    IF p_pair <> '' THEN PERFORM pg_advisory_xact_lock(hashtextextended(p_org || '/' || p_pair, 10)); END IF;
  END IF;
END
$function$;
