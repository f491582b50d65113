ALTER TABLE "sessions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "attempts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Session secret -> actor, in one round trip, as authenticate_token does it and under the same rules.
CREATE FUNCTION "authenticate_session"("presented_hash" text)
RETURNS TABLE ("session_id" text, "org_id" text, "org_member_id" text, "role" text, "ou_roles" json, "expires_at" timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  session record;
  member_role text;
BEGIN
  PERFORM set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now();
  IF NOT FOUND THEN RETURN; END IF;

  PERFORM set_config('app.org_id', session.org_id, true), set_config('app.member_id', session.org_member_id, true);
  SELECT m.role INTO member_role
    FROM public.members m
   WHERE m.org_id = session.org_id AND m.org_member_id = session.org_member_id;
  IF NOT FOUND THEN RETURN; END IF;

  IF session.last_seen_at < now() - interval '1 minute' THEN
    UPDATE public.sessions s SET last_seen_at = now()
     WHERE s.org_id = session.org_id AND s.session_id = session.session_id
       AND s.last_seen_at < now() - interval '1 minute';
  END IF;

  RETURN QUERY SELECT session.session_id, session.org_id, session.org_member_id, member_role,
    CASE WHEN member_role = 'admin' THEN NULL ELSE
      (SELECT json_object_agg(u.unit_id, u.role) FROM public.ou_memberships u
        WHERE u.org_id = session.org_id AND u.org_member_id = session.org_member_id) END,
    session.expires_at;
END
$$;--> statement-breakpoint
-- An e-mail address -> what a sign-in has to verify, in every organization that knows it.
CREATE FUNCTION "sign_in_accounts"("presented_key" text)
RETURNS TABLE ("org_id" text, "org_member_id" text, "role" text, "password_hash" text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true);
  RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.password_hash
    FROM public.members m WHERE m.email_key = presented_key ORDER BY m.org_id;
END
$$;--> statement-breakpoint
-- Takes one attempt from every key's allowance, before the guess is verified; takes none and says false where one is used
-- up. The row locks, taken in the keys' order, put parallel guesses in a line: of eleven at most ten get true.
CREATE FUNCTION "reserve_attempt"("keys" text[], "limits" integer[], "window_seconds" integer)
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
      SET failures = CASE WHEN a.expires_at <= clock_timestamp() THEN 0 ELSE a.failures END;
  SELECT bool_and(a.failures < limits[array_position(keys, a.attempt_key)]) INTO is_free
    FROM public.attempts a WHERE a.attempt_key = ANY (keys);
  IF NOT is_free THEN RETURN false; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  RETURN true;
END
$$;--> statement-breakpoint
-- Gives a reservation back: the guess was right, or nobody got to verify it.
CREATE FUNCTION "return_attempt"("keys" text[])
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  PERFORM 1 FROM public.attempts a WHERE a.attempt_key = ANY (keys) ORDER BY a.attempt_key FOR UPDATE;
  UPDATE public.attempts a SET failures = greatest(a.failures - 1, 0) WHERE a.attempt_key = ANY (keys);
END
$$;--> statement-breakpoint
-- A column grant knows no rows: this keeps everyone, admins too, from setting another's password.
CREATE FUNCTION "keep_own_password"() RETURNS trigger
LANGUAGE plpgsql SECURITY INVOKER
AS $$
BEGIN
  IF NEW.org_member_id IS DISTINCT FROM current_setting('app.member_id', true) THEN
    RAISE EXCEPTION 'a member sets only their own password' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "members_own_password" BEFORE UPDATE OF "password_hash" ON "members"
  FOR EACH ROW WHEN (NEW.password_hash IS DISTINCT FROM OLD.password_hash) EXECUTE FUNCTION "keep_own_password"();
