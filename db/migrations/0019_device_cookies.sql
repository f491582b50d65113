CREATE POLICY "devices_presented" ON "devices" AS PERMISSIVE FOR SELECT TO public USING (device_hash = (select nullif(current_setting('app.device_hash', true), '')));--> statement-breakpoint
-- An e-mail address and the device that asks -> what a sign-in has to verify, in every organization that knows the address,
-- and whether the account knows the device. A deactivated member is unknown.
DROP FUNCTION "sign_in_accounts"(text);--> statement-breakpoint
CREATE FUNCTION "sign_in_accounts"("presented_key" text, "presented_device" text)
RETURNS TABLE ("org_id" text, "org_member_id" text, "role" text, "status" text, "password_hash" text, "knows_device" boolean)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true), set_config('app.device_hash', presented_device, true);
  RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.password_hash,
      EXISTS (SELECT FROM public.devices d WHERE d.org_id = m.org_id AND d.org_member_id = m.org_member_id
                 AND d.device_hash = presented_device)
    FROM public.members m WHERE m.email_key = presented_key AND m.status <> 'deactivated' ORDER BY m.org_id;
END
$$;--> statement-breakpoint
-- Takes one attempt from every key's allowance, before the guess is verified; takes none, and prolongs nothing, where one is
-- used up, and says false. The row locks, taken in the keys' order, put parallel guesses in a line: of eleven at most ten get
-- true. Failures count whole until the window after the last is over; those of `fading` keys grow fewer all along it.
DROP FUNCTION "reserve_attempt"(text[], integer[], integer);--> statement-breakpoint
CREATE FUNCTION "reserve_attempt"("keys" text[], "limits" integer[], "fading" text[], "window_seconds" integer)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  is_free boolean;
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  DELETE FROM public.attempts a WHERE a.attempt_key IN (
    SELECT old.attempt_key FROM public.attempts old
     WHERE old.expires_at < now() - interval '1 minute' AND old.attempt_key <> ALL (keys)
     LIMIT 100 FOR UPDATE SKIP LOCKED);
  -- Also where the row is there, because DO UPDATE locks it, and the lock is what counts.
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
  IF NOT is_free THEN RETURN false; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  RETURN true;
END
$$;
