CREATE TABLE "member_counts" (
	"org_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"is_admin" boolean NOT NULL,
	"memberships" integer DEFAULT 0 NOT NULL,
	"messages" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "member_counts_pkey" PRIMARY KEY("org_id","org_member_id")
);
--> statement-breakpoint
ALTER TABLE "member_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unit_tallies" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"members" integer DEFAULT 0 NOT NULL,
	"admins" integer DEFAULT 0 NOT NULL,
	"org_admins" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "unit_tallies_pkey" PRIMARY KEY("org_id","unit_id","slot")
);
--> statement-breakpoint
ALTER TABLE "unit_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_tallies" ALTER COLUMN "admins" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "member_tallies" ALTER COLUMN "editors" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "member_tallies" ALTER COLUMN "viewers" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "member_tallies" ALTER COLUMN "invited" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "member_tallies" ADD COLUMN "with_access" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "member_tallies" ADD COLUMN "messages" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "member_tallies" ADD COLUMN "mailed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_waiting" ON "messages" USING btree ("org_id","leaves_at") WHERE status = 'queued' and kind = 'invitation';--> statement-breakpoint
CREATE POLICY "member_counts_keep" ON "member_counts" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "unit_tallies_read" ON "unit_tallies" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "unit_tallies_create" ON "unit_tallies" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "unit_tallies_change" ON "unit_tallies" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_tallies" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "member_counts" SELECT m."org_id", m."org_member_id", m."role" = 'admin', coalesce(g."number", 0), coalesce(s."number", 0) FROM "members" m LEFT JOIN (SELECT "org_id", "org_member_id", count(*) AS "number" FROM "ou_memberships" GROUP BY 1, 2) g USING ("org_id", "org_member_id") LEFT JOIN (SELECT "org_id", "org_member_id", count(*) AS "number" FROM "messages" GROUP BY 1, 2) s USING ("org_id", "org_member_id") WHERE g."number" IS NOT NULL OR s."number" IS NOT NULL;--> statement-breakpoint
INSERT INTO "unit_tallies" SELECT g."org_id", g."unit_id", 0, count(*), count(*) FILTER (WHERE g."role" = 'admin'), count(*) FILTER (WHERE c."is_admin") FROM "ou_memberships" g JOIN "member_counts" c USING ("org_id", "org_member_id") GROUP BY 1, 2;--> statement-breakpoint
INSERT INTO "member_tallies" ("org_id", "slot", "with_access", "messages", "mailed") SELECT "org_id", 0, count(*) FILTER (WHERE "memberships" > 0 AND NOT "is_admin"), sum("messages"), count(*) FILTER (WHERE "messages" > 0) FROM "member_counts" GROUP BY 1 ON CONFLICT ("org_id", "slot") DO UPDATE SET "with_access" = excluded."with_access", "messages" = excluded."messages", "mailed" = excluded."mailed";--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_tallies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_counts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "unit_tallies" FORCE ROW LEVEL SECURITY;
