-- drizzle-kit has no word for FORCE: without it a table's owner would read past its policies.
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "org_units" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "personal_access_tokens" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Token -> actor, in one round trip. SECURITY INVOKER: it reads only what row-level security shows to the holder of the
-- token, and then to the member that the token belongs to. The scope it sets ends with the transaction.
CREATE FUNCTION "authenticate_token"("presented_hash" text)
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
   WHERE m.org_id = token.org_id AND m.org_member_id = token.org_member_id;
  IF NOT FOUND THEN RETURN; END IF;

  -- Once a minute is precise enough for "last used", and keeps a busy token from writing on every request.
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
$$;
