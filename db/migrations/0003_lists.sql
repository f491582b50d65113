CREATE TABLE "member_tallies" (
	"org_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"admins" integer NOT NULL,
	"editors" integer NOT NULL,
	"viewers" integer NOT NULL,
	"invited" integer NOT NULL,
	CONSTRAINT "member_tallies_pkey" PRIMARY KEY("org_id","slot")
);
--> statement-breakpoint
ALTER TABLE "member_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_addresses" (
	"org_id" text NOT NULL,
	"email_key" text NOT NULL,
	"org_member_id" text NOT NULL,
	CONSTRAINT "sign_in_addresses_pkey" PRIMARY KEY("org_id","email_key")
);
--> statement-breakpoint
ALTER TABLE "sign_in_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "members_email_key";--> statement-breakpoint
DROP INDEX "messages_by_time";--> statement-breakpoint
DROP INDEX "personal_access_tokens_by_member";--> statement-breakpoint
DROP INDEX "rules_by_ruleset";--> statement-breakpoint
DROP INDEX "rulesets_by_creation";--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "name_key" text GENERATED ALWAYS AS (left((replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(first_name || ' ' || last_name, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(email, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_addresses" ADD CONSTRAINT "sign_in_addresses_member" FOREIGN KEY ("org_id","email_key") REFERENCES "public"."members"("org_id","email_key") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "sign_in_addresses_by_email" ON "sign_in_addresses" USING btree ("email_key","org_id");--> statement-breakpoint
CREATE INDEX "members_by_creation" ON "members" USING btree ("org_id","created_at","org_member_id" collate "C");--> statement-breakpoint
CREATE INDEX "members_by_name" ON "members" USING btree ("org_id","name_key" collate "C","org_member_id" collate "C");--> statement-breakpoint
CREATE INDEX "members_by_email" ON "members" USING btree ("org_id","email_key" collate "C","org_member_id" collate "C");--> statement-breakpoint
CREATE INDEX "members_by_role" ON "members" USING btree ("org_id","role" collate "C","org_member_id" collate "C");--> statement-breakpoint
CREATE INDEX "org_units_by_name" ON "org_units" USING btree ("org_id",(not "is_default"),"name_key" collate "C","unit_id" collate "C");--> statement-breakpoint
CREATE INDEX "ou_memberships_by_creation" ON "ou_memberships" USING btree ("org_id","unit_id","created_at","org_member_id" collate "C");--> statement-breakpoint
CREATE INDEX "service_accounts_by_id" ON "service_accounts" USING btree ("org_id","unit_id","secret_id" collate "C");--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("org_id","created_at","message_id" collate "C");--> statement-breakpoint
CREATE INDEX "personal_access_tokens_by_member" ON "personal_access_tokens" USING btree ("org_id","org_member_id","token_id" collate "C");--> statement-breakpoint
CREATE INDEX "rules_by_ruleset" ON "rules" USING btree ("org_id","unit_id","ruleset_id","created_at","rule_id" collate "C");--> statement-breakpoint
CREATE INDEX "rulesets_by_creation" ON "rulesets" USING btree ("org_id","unit_id","created_at","ruleset_id" collate "C");--> statement-breakpoint
DROP POLICY "members_sign_in" ON "members" CASCADE;--> statement-breakpoint
DROP POLICY "members_lock_inviter" ON "members" CASCADE;--> statement-breakpoint
CREATE POLICY "member_tallies_read" ON "member_tallies" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_tallies_create" ON "member_tallies" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "member_tallies_change" ON "member_tallies" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "sign_in_addresses_presented" ON "sign_in_addresses" AS PERMISSIVE FOR SELECT TO public USING (email_key = (select nullif(current_setting('app.sign_in_email', true), '')));--> statement-breakpoint
CREATE POLICY "sign_in_addresses_note" ON "sign_in_addresses" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
ALTER POLICY "members_change" ON "members" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or org_member_id in ((select nullif(current_setting('app.member_id', true), '')), (select nullif(current_setting('app.inviter_id', true), '')))));--> statement-breakpoint
ALTER TABLE "members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "sign_in_addresses" SELECT "org_id", "email_key", "org_member_id" FROM "members";--> statement-breakpoint
INSERT INTO "member_tallies" SELECT "org_id", 0, count(*) FILTER (WHERE "role" = 'admin'), count(*) FILTER (WHERE "role" = 'editor'), count(*) FILTER (WHERE "role" = 'viewer'), count(*) FILTER (WHERE "status" = 'invited') FROM "members" GROUP BY "org_id";--> statement-breakpoint
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sign_in_addresses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_tallies" FORCE ROW LEVEL SECURITY;
