ALTER TABLE "members" ADD COLUMN "invited_by" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "invited_by_name" text;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD COLUMN "created_by_name" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "authenticated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "members_by_inviter" ON "members" USING btree ("org_id","invited_by") WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX "service_accounts_by_maker" ON "service_accounts" USING btree ("org_id","created_by");--> statement-breakpoint
CREATE POLICY "personal_access_tokens_oversee" ON "personal_access_tokens" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "personal_access_tokens_end" ON "personal_access_tokens" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "service_accounts_of_maker" ON "service_accounts" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin'
  and created_by = (select nullif(current_setting('app.maker_id', true), '')));--> statement-breakpoint
CREATE POLICY "service_accounts_of_maker_end" ON "service_accounts" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin'
  and created_by = (select nullif(current_setting('app.maker_id', true), '')));--> statement-breakpoint
CREATE POLICY "sessions_oversee" ON "sessions" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "sessions_end" ON "sessions" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
-- Who has invited those who are still invited: whoever granted them their first membership, in the same transaction. An
-- invitation without one waits for an admin. Row-level security steps aside, because a migration has no scope.
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "members" m SET "invited_by" = g.granted_by, "invited_by_name" = inviter.first_name || ' ' || inviter.last_name
  FROM "ou_memberships" g JOIN "members" inviter ON inviter.org_id = g.org_id AND inviter.org_member_id = g.granted_by
 WHERE m.accepted_at IS NULL AND g.org_id = m.org_id AND g.org_member_id = m.org_member_id AND g.created_at = m.created_at;--> statement-breakpoint
ALTER TABLE "ou_memberships" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- An invited member -> who invited them, locked until the end, if they may still invite; else null. The scope is lent for the
-- lock, which asks the policy for updates: a member may otherwise lock nobody's row but their own.
CREATE FUNCTION "lock_inviter"("of_member" text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
  inviter text;
  found_id text;
BEGIN
  SELECT m.invited_by INTO inviter FROM public.members m WHERE m.org_id = org AND m.org_member_id = of_member;
  IF inviter IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.member_id', inviter, true);
  SELECT m.org_member_id INTO found_id FROM public.members m
   WHERE m.org_id = org AND m.org_member_id = inviter AND m.role = 'admin' AND m.status = 'active' FOR SHARE;
  PERFORM set_config('app.member_id', self, true);
  RETURN found_id;
END
$$;--> statement-breakpoint
-- Ends a member's sessions and tokens, and with them the devices that sign-in knows and the links that would begin anew. For
-- the last two the scope is lent, to an org admin's alone, whom no policy shows them.
CREATE OR REPLACE FUNCTION "end_credentials"("of_member" text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the credentials of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.sessions s WHERE s.org_id = org AND s.org_member_id = of_member;
  DELETE FROM public.personal_access_tokens t WHERE t.org_id = org AND t.org_member_id = of_member;
  PERFORM set_config('app.member_id', of_member, true);
  DELETE FROM public.devices d WHERE d.org_id = org AND d.org_member_id = of_member;
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind <> 'invitation';
  PERFORM set_config('app.member_id', self, true);
END
$$;--> statement-breakpoint
DROP FUNCTION "enter_by_session"(text, text, integer);--> statement-breakpoint
-- The same for a session, which ends p_idle seconds after its last request; also how many seconds ago its password was
-- given last (contract §13).
CREATE FUNCTION "enter_by_session"("presented_hash" text, "p_locks" text, "p_idle" integer)
RETURNS TABLE ("session_id" text, "org_id" text, "org_member_id" text, "role" text, "ou_roles" json, "expires_at" timestamptz,
  "authenticated_seconds" double precision)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  session record;
  entered record;
BEGIN
  PERFORM set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at,
         extract(epoch FROM now() - s.authenticated_at)::double precision AS authenticated_seconds INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => p_idle);
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(session.org_id, session.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.sessions s WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF session.last_seen_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  RETURN QUERY SELECT session.session_id, session.org_id, session.org_member_id, entered.role, entered.ou_roles,
    session.expires_at, session.authenticated_seconds;
END
$$;
