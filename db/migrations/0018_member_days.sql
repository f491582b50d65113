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
DROP INDEX "ou_memberships_by_member";--> statement-breakpoint
CREATE INDEX "messages_bounced" ON "messages" USING btree ("org_id","created_at") WHERE status = 'bounced';--> statement-breakpoint
CREATE INDEX "ou_memberships_of_admins" ON "ou_memberships" USING btree ("org_id","unit_id") WHERE role = 'admin';--> statement-breakpoint
CREATE INDEX "ou_memberships_by_member" ON "ou_memberships" USING btree ("org_id","org_member_id","unit_id","expires_at");--> statement-breakpoint
CREATE POLICY "member_days_read" ON "member_days" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_days_create" ON "member_days" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_days_change" ON "member_days" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "member_days" SELECT "org_id", "day", 0, sum("added"), 0, sum("invited"), sum("accepted") FROM (SELECT "org_id", ("created_at" AT TIME ZONE 'UTC')::date AS "day", 1 AS "added", ("accepted_at" IS NULL OR "accepted_at" > "created_at")::int AS "invited", 0 AS "accepted" FROM "members" UNION ALL SELECT "org_id", ("accepted_at" AT TIME ZONE 'UTC')::date, 0, 0, 1 FROM "members" WHERE "accepted_at" > "created_at") m GROUP BY "org_id", "day";--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_days" FORCE ROW LEVEL SECURITY;
