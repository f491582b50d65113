ALTER TABLE "account_links" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "devices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Members of before signed in with what they were given, and stay active. The owner sees their rows only without FORCE.
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "members" SET "accepted_at" = "created_at";--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- As in 0001, and only for an active member: whoever is invited or deactivated has no access.
CREATE OR REPLACE FUNCTION "authenticate_token"("presented_hash" text)
RETURNS TABLE ("token_id" text, "org_id" text, "org_member_id" text, "role" text, "ou_roles" json)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  token record;
  member_role text;
BEGIN
  PERFORM set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('app.org_id', token.org_id, true), set_config('app.member_id', token.org_member_id, true);
  SELECT m.role INTO member_role
    FROM public.members m
   WHERE m.org_id = token.org_id AND m.org_member_id = token.org_member_id AND m.status = 'active';
  IF NOT FOUND THEN RETURN; END IF;
  IF token.last_used_at IS NULL OR token.last_used_at < now() - interval '1 minute' THEN
    UPDATE public.personal_access_tokens t SET last_used_at = now()
     WHERE t.org_id = token.org_id AND t.token_id = token.token_id
       AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute');
  END IF;
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, member_role,
    CASE WHEN member_role = 'admin' THEN NULL ELSE
      (SELECT json_object_agg(u.unit_id, u.role) FROM public.ou_memberships u
        WHERE u.org_id = token.org_id AND u.org_member_id = token.org_member_id) END;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "authenticate_session"("presented_hash" text)
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
   WHERE m.org_id = session.org_id AND m.org_member_id = session.org_member_id AND m.status = 'active';
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
-- An e-mail address -> what a sign-in has to verify, in every organization that knows it. A deactivated member is unknown.
DROP FUNCTION "sign_in_accounts"(text);--> statement-breakpoint
CREATE FUNCTION "sign_in_accounts"("presented_key" text)
RETURNS TABLE ("org_id" text, "org_member_id" text, "role" text, "status" text, "password_hash" text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true);
  RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.password_hash
    FROM public.members m WHERE m.email_key = presented_key AND m.status <> 'deactivated' ORDER BY m.org_id;
END
$$;--> statement-breakpoint
-- A link's id, whose code has been verified -> whose it is. The scope it sets is the link's alone.
CREATE FUNCTION "presented_link"("presented_id" text)
RETURNS TABLE ("org_id" text, "org_member_id" text, "kind" text, "email" text, "state" text, "expires_at" timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.link_id', presented_id, true);
  RETURN QUERY SELECT l.org_id, l.org_member_id, l.kind, l.email,
      CASE WHEN l.used_at IS NOT NULL THEN 'used' WHEN l.revoked_at IS NOT NULL THEN 'revoked'
           WHEN l.expires_at <= now() THEN 'expired' ELSE 'live' END, l.expires_at
    FROM public.account_links l WHERE l.link_id = presented_id;
END
$$;--> statement-breakpoint
-- Ends everything that a member could act with. Row-level security shows those rows to their owner only, so the scope is
-- lent for the moment; only an org admin's scope may borrow it.
CREATE FUNCTION "end_credentials"("of_member" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the credentials of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.member_id', of_member, true);
  DELETE FROM public.sessions s WHERE s.org_id = org AND s.org_member_id = of_member;
  DELETE FROM public.personal_access_tokens t WHERE t.org_id = org AND t.org_member_id = of_member;
  DELETE FROM public.devices d WHERE d.org_id = org AND d.org_member_id = of_member;
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind <> 'invitation';
  PERFORM set_config('app.member_id', self, true);
END
$$;--> statement-breakpoint
-- That an invitation is accepted is the member's to say, like the password that goes with it.
CREATE TRIGGER "members_own_acceptance" BEFORE UPDATE OF "accepted_at" ON "members"
  FOR EACH ROW WHEN (NEW.accepted_at IS DISTINCT FROM OLD.accepted_at) EXECUTE FUNCTION "keep_own_password"();
