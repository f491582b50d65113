CREATE TABLE "ending_organizations" (
	"org_id" text NOT NULL,
	CONSTRAINT "ending_organizations_pkey" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "ending_organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "ou_memberships_ending" ON "ou_memberships" CASCADE;--> statement-breakpoint
CREATE POLICY "ending_organizations_note" ON "ending_organizations" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "ending_organizations_find" ON "ending_organizations" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) or (select nullif(current_setting('app.ends_memberships', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "ending_organizations_forget" ON "ending_organizations" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.ends_memberships', true), '')) is not null);--> statement-breakpoint
ALTER POLICY "ou_memberships_read" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) or org_member_id = (select nullif(current_setting('app.member_id', true), ''))) and (expires_at is null or expires_at > now()) or (select nullif(current_setting('app.ends_memberships', true), '')) is not null));--> statement-breakpoint
ALTER POLICY "ou_memberships_end" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.ends_memberships', true), '')) is not null and expires_at <= now());--> statement-breakpoint
ALTER TABLE "ending_organizations" FORCE ROW LEVEL SECURITY;
