-- Takes one attempt from each key's allowance before a guess is verified. Returns how many are left of the scarcest allowance
-- that does not fade; or -1 if any is used up, and then takes and prolongs nothing. Locks the keys' rows in order, so parallel
-- guesses queue: of eleven, at most ten get through.
-- Failures count in full until the window after the last one ends; those of "fading" keys decrease steadily over it.
CREATE OR REPLACE FUNCTION public.reserve_attempt(keys text[], limits integer[], fading text[], window_seconds integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  is_free boolean;
  left_over integer;
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  DELETE FROM public.attempts a WHERE a.attempt_key IN (
    SELECT old.attempt_key FROM public.attempts old
     WHERE old.expires_at < now() - interval '1 minute' AND old.attempt_key <> ALL (keys)
     LIMIT 100 FOR UPDATE SKIP LOCKED);
  -- DO UPDATE even where nothing changes, because it locks the row, and the lock is what counts.
  INSERT INTO public.attempts AS a (attempt_key, failures, expires_at)
    SELECT wanted.key, 0, clock_timestamp() + make_interval(secs => window_seconds)
      FROM unnest(keys) wanted (key) ORDER BY wanted.key
    ON CONFLICT (attempt_key) DO UPDATE
      SET failures = CASE
        WHEN a.expires_at <= clock_timestamp() THEN 0
        WHEN a.attempt_key = ANY (fading) THEN least(a.failures, ceil(
          limits[array_position(keys, a.attempt_key)] * extract(epoch FROM a.expires_at - clock_timestamp()) / window_seconds))
        ELSE a.failures END;
  SELECT bool_and(a.failures < limits[array_position(keys, a.attempt_key)]) INTO is_free
    FROM public.attempts a WHERE a.attempt_key = ANY (keys);
  IF NOT is_free THEN RETURN -1; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  SELECT coalesce(min(w.allowed - a.failures) FILTER (WHERE w.key <> ALL (fading)), min(w.allowed - a.failures)) INTO left_over
    FROM unnest(keys, limits) w (key, allowed) JOIN public.attempts a ON a.attempt_key = w.key;
  RETURN left_over;
END
$function$;
