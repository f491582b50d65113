CREATE TABLE "access_change_items" (
	"org_id" text NOT NULL,
	"change_id" text NOT NULL,
	"index" integer NOT NULL,
	"op" text NOT NULL,
	"org_member_id" text NOT NULL,
	"about_unit_id" text,
	"before" jsonb,
	"after" jsonb,
	"has_changed" boolean NOT NULL,
	"ended_created" boolean NOT NULL,
	CONSTRAINT "access_change_items_pkey" PRIMARY KEY("org_id","change_id","index"),
	CONSTRAINT "access_change_items_op" CHECK (op in ('grant', 'revoke', 'set_org_role', 'deactivate', 'reactivate'))
);
--> statement-breakpoint
ALTER TABLE "access_change_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_changes" (
	"org_id" text NOT NULL,
	"change_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"created_by_name" text,
	"reason" text,
	"summary" jsonb NOT NULL,
	"undoes" text,
	"about_unit_ids" text[] NOT NULL,
	CONSTRAINT "access_changes_pkey" PRIMARY KEY("org_id","change_id")
);
--> statement-breakpoint
ALTER TABLE "access_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "access_change_items" ADD CONSTRAINT "access_change_items_change" FOREIGN KEY ("org_id","change_id") REFERENCES "public"."access_changes"("org_id","change_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_change_items_by_member" ON "access_change_items" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "access_changes_by_creation" ON "access_changes" USING btree ("org_id","created_at","change_id" collate "C");--> statement-breakpoint
CREATE INDEX "access_changes_by_undone" ON "access_changes" USING btree ("org_id","undoes") WHERE undoes is not null;--> statement-breakpoint
CREATE INDEX "ou_memberships_by_end" ON "ou_memberships" USING btree ("org_id","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE POLICY "ou_memberships_ending" ON "ou_memberships" AS PERMISSIVE FOR SELECT TO public USING ((select nullif(current_setting('app.ends_memberships', true), '')) is not null and expires_at is not null);--> statement-breakpoint
CREATE POLICY "ou_memberships_end" ON "ou_memberships" AS PERMISSIVE FOR DELETE TO public USING ((select nullif(current_setting('app.ends_memberships', true), '')) is not null and expires_at <= now());--> statement-breakpoint
CREATE POLICY "access_change_items_read" ON "access_change_items" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_change_items_record" ON "access_change_items" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "access_changes_read" ON "access_changes" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_ids && (select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "access_changes_record" ON "access_changes" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
ALTER POLICY "ou_memberships_read" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) or org_member_id = (select nullif(current_setting('app.member_id', true), ''))) and (expires_at is null or expires_at > now()));--> statement-breakpoint
ALTER POLICY "ou_memberships_change" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (expires_at is null or expires_at > now()));--> statement-breakpoint
ALTER POLICY "ou_memberships_revoke" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (expires_at is null or expires_at > now()));--> statement-breakpoint
ALTER TABLE "access_change_items" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "access_changes" FORCE ROW LEVEL SECURITY;
