CREATE TABLE "former_slugs" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"slug" text NOT NULL,
	"released_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "former_slugs_pkey" PRIMARY KEY("org_id","unit_id","slug")
);
--> statement-breakpoint
ALTER TABLE "former_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "member_days" (
	"org_id" text NOT NULL,
	"day" date NOT NULL,
	"slot" smallint NOT NULL,
	"added" integer NOT NULL,
	"removed" integer NOT NULL,
	"invited" integer NOT NULL,
	"accepted" integer NOT NULL,
	CONSTRAINT "member_days_pkey" PRIMARY KEY("org_id","day","slot")
);
--> statement-breakpoint
ALTER TABLE "member_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "org_units_by_change";--> statement-breakpoint
DROP INDEX "ou_memberships_by_member";--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_unit" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_slugs_by_slug" ON "former_slugs" USING btree ("org_id","slug");--> statement-breakpoint
CREATE INDEX "messages_bounced" ON "messages" USING btree ("org_id","created_at") WHERE status = 'bounced';--> statement-breakpoint
CREATE INDEX "ou_memberships_of_admins" ON "ou_memberships" USING btree ("org_id","unit_id") WHERE role = 'admin';--> statement-breakpoint
CREATE INDEX "ou_memberships_by_member" ON "ou_memberships" USING btree ("org_id","org_member_id","unit_id","expires_at");--> statement-breakpoint
DROP POLICY "audit_unsealed_seal" ON "audit_unsealed" CASCADE;--> statement-breakpoint
CREATE POLICY "audit_unsealed_read" ON "audit_unsealed" AS PERMISSIVE FOR SELECT TO public USING ((select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_unsealed_seal" ON "audit_unsealed" AS PERMISSIVE FOR DELETE TO public USING ((select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "former_slugs_read" ON "former_slugs" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "former_slugs_create" ON "former_slugs" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "former_slugs_change" ON "former_slugs" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "member_days_read" ON "member_days" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_days_create" ON "member_days" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_days_change" ON "member_days" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
ALTER POLICY "audit_entries_write" ON "audit_entries" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));--> statement-breakpoint
ALTER POLICY "audit_unsealed_write" ON "audit_unsealed" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));--> statement-breakpoint
ALTER POLICY "audit_values_write" ON "audit_values" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));--> statement-breakpoint
ALTER TABLE "former_slugs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_days" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "member_days" SELECT "org_id", "day", 0, sum("added"), 0, sum("invited"), sum("accepted") FROM (SELECT "org_id", ("created_at" AT TIME ZONE 'UTC')::date AS "day", 1 AS "added", ("accepted_at" IS NULL OR "accepted_at" > "created_at")::int AS "invited", 0 AS "accepted" FROM "members" UNION ALL SELECT "org_id", ("accepted_at" AT TIME ZONE 'UTC')::date, 0, 0, 1 FROM "members" WHERE "accepted_at" > "created_at") m GROUP BY "org_id", "day";--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;
