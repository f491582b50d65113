CREATE TABLE "audit_entries" (
	"org_id" text NOT NULL,
	"entry_id" text collate "C" NOT NULL,
	"actor_id" text,
	"target_id" text NOT NULL,
	"about_unit_id" text,
	"action" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "audit_entries_pkey" PRIMARY KEY("org_id","entry_id")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"org_id" text NOT NULL,
	"entry_id" text collate "C" NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY("org_id","xid","entry_id")
);
--> statement-breakpoint
ALTER TABLE "audit_unsealed" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_values" (
	"org_id" text NOT NULL,
	"entry_id" text collate "C" NOT NULL,
	"part" text NOT NULL,
	"actor_id" text,
	"target_id" text NOT NULL,
	"about_unit_id" text,
	"subject_id" text NOT NULL,
	"salt" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "audit_values_pkey" PRIMARY KEY("org_id","entry_id","part"),
	CONSTRAINT "audit_values_part" CHECK (part in ('origin', 'target'))
);
--> statement-breakpoint
ALTER TABLE "audit_values" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_keys" (
	"org_id" text NOT NULL,
	"key" text NOT NULL,
	"first_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_keys_pkey" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "audit_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_nodes" (
	"org_id" text NOT NULL,
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	"entry_id" text collate "C",
	CONSTRAINT "audit_nodes_pkey" PRIMARY KEY("org_id","level","index")
);
--> statement-breakpoint
ALTER TABLE "audit_nodes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_trees" (
	"org_id" text NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"checkpoint" text,
	"pruned" bigint DEFAULT 0 NOT NULL,
	"verified" bigint DEFAULT 0 NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"differs_at" bigint,
	CONSTRAINT "audit_trees_pkey" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "audit_trees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rate_buckets" ADD COLUMN "added_seconds" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_entries_by_actor" ON "audit_entries" USING btree ("org_id","actor_id","entry_id") WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX "audit_entries_by_target" ON "audit_entries" USING btree ("org_id","target_id","entry_id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_action" ON "audit_entries" USING btree ("org_id","action","entry_id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_unit" ON "audit_entries" USING btree ("org_id","about_unit_id","entry_id") WHERE about_unit_id is not null;--> statement-breakpoint
CREATE INDEX "audit_values_by_subject" ON "audit_values" USING btree ("org_id","subject_id");--> statement-breakpoint
CREATE INDEX "audit_nodes_by_entry" ON "audit_nodes" USING btree ("org_id","entry_id") WHERE entry_id is not null;--> statement-breakpoint
CREATE POLICY "audit_entries_read" ON "audit_entries" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.seals_audit_log', true), '')) is not null or ((select nullif(current_setting('app.only_unit_id', true), '')) is null or about_unit_id = (select nullif(current_setting('app.only_unit_id', true), '')))
  and (actor_id = (select nullif(current_setting('app.member_id', true), '')) or target_id = (select nullif(current_setting('app.member_id', true), '')) or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]))));--> statement-breakpoint
CREATE POLICY "audit_entries_write" ON "audit_entries" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))));--> statement-breakpoint
CREATE POLICY "audit_entries_prune" ON "audit_entries" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_unsealed_write" ON "audit_unsealed" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))));--> statement-breakpoint
CREATE POLICY "audit_unsealed_seal" ON "audit_unsealed" AS PERMISSIVE FOR ALL TO public USING ((select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_values_read" ON "audit_values" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.seals_audit_log', true), '')) is not null or ((select nullif(current_setting('app.only_unit_id', true), '')) is null or about_unit_id = (select nullif(current_setting('app.only_unit_id', true), '')))
  and (actor_id = (select nullif(current_setting('app.member_id', true), '')) or target_id = (select nullif(current_setting('app.member_id', true), '')) or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]))));--> statement-breakpoint
CREATE POLICY "audit_values_write" ON "audit_values" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))));--> statement-breakpoint
CREATE POLICY "audit_values_erase" ON "audit_values" AS PERMISSIVE FOR DELETE TO public USING (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and subject_id = (select nullif(current_setting('app.erased_subject_id', true), '')) or (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null));--> statement-breakpoint
CREATE POLICY "audit_values_erased" ON "audit_values" AS PERMISSIVE FOR SELECT TO public USING (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and subject_id = (select nullif(current_setting('app.erased_subject_id', true), '')));--> statement-breakpoint
CREATE POLICY "audit_keys_read" ON "audit_keys" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.seals_audit_log', true), '')) is not null));--> statement-breakpoint
CREATE POLICY "audit_keys_create" ON "audit_keys" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_nodes_read" ON "audit_nodes" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.seals_audit_log', true), '')) is not null));--> statement-breakpoint
CREATE POLICY "audit_nodes_create" ON "audit_nodes" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_trees_read" ON "audit_trees" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_trees_create" ON "audit_trees" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_trees_change" ON "audit_trees" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
ALTER TABLE "audit_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_unsealed" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_values" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_nodes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_trees" FORCE ROW LEVEL SECURITY;
