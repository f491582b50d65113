-- Gives back what reserve_attempt took: the guess was right, or was never verified. Locks the keys' rows in order.
CREATE OR REPLACE FUNCTION public.return_attempt(keys text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  PERFORM 1 FROM public.attempts a WHERE a.attempt_key = ANY (keys) ORDER BY a.attempt_key FOR UPDATE;
  UPDATE public.attempts a SET failures = greatest(a.failures - 1, 0) WHERE a.attempt_key = ANY (keys);
END
$function$;
