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
CREATE TABLE "access_review_items" (
	"org_id" text NOT NULL,
	"review_id" text NOT NULL,
	"item_id" text NOT NULL,
	"about_unit_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"role" text NOT NULL,
	"org_role" text NOT NULL,
	"granted_by" text,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_active_at" timestamp (3) with time zone,
	"decision" text,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"state_at_close" text,
	"role_at_close" text,
	CONSTRAINT "access_review_items_pkey" PRIMARY KEY("org_id","review_id","item_id"),
	CONSTRAINT "access_review_items_role" CHECK (role in ('admin', 'editor', 'viewer')),
	CONSTRAINT "access_review_items_decision" CHECK (decision in ('keep', 'remove')),
	CONSTRAINT "access_review_items_state" CHECK (state_at_close in ('same', 'changed', 'gone'))
);
--> statement-breakpoint
ALTER TABLE "access_review_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_reviews" (
	"org_id" text NOT NULL,
	"review_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"created_by_name" text,
	"about_unit_ids" text[] NOT NULL,
	"reviewer_ids" text[],
	"due_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"overdue_told_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_by_name" text,
	"change_id" text,
	CONSTRAINT "access_reviews_pkey" PRIMARY KEY("org_id","review_id")
);
--> statement-breakpoint
ALTER TABLE "access_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "endpoint_deliveries" (
	"org_id" text NOT NULL,
	"delivery_id" text collate "C" NOT NULL,
	"endpoint_id" text NOT NULL,
	"type" text NOT NULL,
	"entry_id" text collate "C",
	"happened_at" text NOT NULL,
	"data" jsonb,
	"status" text DEFAULT 'pending' NOT NULL,
	"next_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoint_deliveries_pkey" PRIMARY KEY("org_id","delivery_id"),
	CONSTRAINT "endpoint_deliveries_status" CHECK (status in ('pending', 'delivered', 'failed')),
	CONSTRAINT "endpoint_deliveries_next" CHECK ((status = 'pending') = (next_at is not null))
);
--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ending_organizations" (
	"org_id" text NOT NULL,
	CONSTRAINT "ending_organizations_pkey" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "ending_organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"org_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"view_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_pkey" PRIMARY KEY("org_id","org_member_id","view_id"),
	CONSTRAINT "saved_views_name_taken" UNIQUE("org_id","org_member_id","name")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"org_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"event_types" text[] NOT NULL,
	"only_unit_id" text,
	"active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"next_turn_at" timestamp with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"created_by_name" text,
	CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY("org_id","endpoint_id"),
	CONSTRAINT "webhook_endpoints_types" CHECK (cardinality(event_types) > 0),
	CONSTRAINT "webhook_endpoints_reason" CHECK (disabled_reason in ('gone', 'failing'))
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "leads" ALTER COLUMN "search_key" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "org_units" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "org_units" ADD COLUMN "group_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "org_units" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "has_webhooks" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "rate_buckets" ADD COLUMN "added_seconds" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rulesets" ADD COLUMN "score_above" bigint;--> statement-breakpoint
ALTER TABLE "scoring" ADD COLUMN "thresholds" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "access_change_items" ADD CONSTRAINT "access_change_items_change" FOREIGN KEY ("org_id","change_id") REFERENCES "public"."access_changes"("org_id","change_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_review" FOREIGN KEY ("org_id","review_id") REFERENCES "public"."access_reviews"("org_id","review_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ADD CONSTRAINT "endpoint_deliveries_endpoint" FOREIGN KEY ("org_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("org_id","endpoint_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_only_unit" FOREIGN KEY ("org_id","only_unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_change_items_by_member" ON "access_change_items" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "access_changes_by_creation" ON "access_changes" USING btree ("org_id","created_at","change_id" collate "C");--> statement-breakpoint
CREATE INDEX "access_changes_by_undone" ON "access_changes" USING btree ("org_id","undoes") WHERE undoes is not null;--> statement-breakpoint
CREATE INDEX "access_reviews_by_creation" ON "access_reviews" USING btree ("org_id","created_at","review_id" collate "C");--> statement-breakpoint
CREATE INDEX "audit_entries_by_actor" ON "audit_entries" USING btree ("org_id","actor_id","entry_id") WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX "audit_entries_by_target" ON "audit_entries" USING btree ("org_id","target_id","entry_id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_action" ON "audit_entries" USING btree ("org_id","action","entry_id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_unit" ON "audit_entries" USING btree ("org_id","about_unit_id","entry_id") WHERE about_unit_id is not null;--> statement-breakpoint
CREATE INDEX "audit_values_by_subject" ON "audit_values" USING btree ("org_id","subject_id");--> statement-breakpoint
CREATE INDEX "audit_nodes_by_entry" ON "audit_nodes" USING btree ("org_id","entry_id") WHERE entry_id is not null;--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_due" ON "endpoint_deliveries" USING btree ("org_id","endpoint_id","next_at","delivery_id") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_by_endpoint" ON "endpoint_deliveries" USING btree ("org_id","endpoint_id","delivery_id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_by_id" ON "webhook_endpoints" USING btree ("org_id","endpoint_id" collate "C");--> statement-breakpoint
CREATE INDEX "org_units_by_group" ON "org_units" USING btree ("org_id","group_key" collate "C",(not "is_default"),"name_key" collate "C","unit_id" collate "C");--> statement-breakpoint
CREATE INDEX "org_units_by_change" ON "org_units" USING btree ("org_id","updated_at");--> statement-breakpoint
CREATE INDEX "ou_memberships_by_end" ON "ou_memberships" USING btree ("org_id","expires_at") WHERE expires_at is not null;--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_group_length" CHECK (char_length("org_units"."group_name") between 1 and 60);--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_group_has_key" CHECK (("org_units"."group_name" is null) = ("org_units"."group_key" = ''));--> statement-breakpoint
CREATE POLICY "ou_memberships_end" ON "ou_memberships" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.ends_memberships', true), '')) is not null and expires_at <= now());--> statement-breakpoint
CREATE POLICY "access_change_items_read" ON "access_change_items" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_change_items_record" ON "access_change_items" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "access_changes_read" ON "access_changes" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_ids && (select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "access_changes_record" ON "access_changes" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "access_review_items_read" ON "access_review_items" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_review_items_start" ON "access_review_items" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "access_review_items_decide" ON "access_review_items" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_reviews_read" ON "access_reviews" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_ids && (select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "access_reviews_start" ON "access_reviews" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "access_reviews_close" ON "access_reviews" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
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
CREATE POLICY "endpoint_deliveries_managed" ON "endpoint_deliveries" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "endpoint_deliveries_queue" ON "endpoint_deliveries" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and (select nullif(current_setting('app.queues_events', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "ending_organizations_note" ON "ending_organizations" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "ending_organizations_find" ON "ending_organizations" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) or (select nullif(current_setting('app.ends_memberships', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "ending_organizations_forget" ON "ending_organizations" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.ends_memberships', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "saved_views_own" ON "saved_views" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_managed" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_wanting" ON "webhook_endpoints" AS PERMISSIVE FOR SELECT TO public USING (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and (select nullif(current_setting('app.queues_events', true), '')) is not null);--> statement-breakpoint
ALTER POLICY "event_days_read" ON "event_days" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "event_days_create" ON "event_days" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "event_days_change" ON "event_days" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "event_days_remove" ON "event_days" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "events_read" ON "events" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "events_create" ON "events" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "events_erase" ON "events" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_event_counts_read" ON "lead_event_counts" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "lead_event_counts_create" ON "lead_event_counts" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_event_counts_change" ON "lead_event_counts" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_event_counts_remove" ON "lead_event_counts" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "idempotency_key_leads_read" ON "idempotency_key_leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "idempotency_key_leads_create" ON "idempotency_key_leads" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "idempotency_key_leads_change" ON "idempotency_key_leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "idempotency_key_leads_remove" ON "idempotency_key_leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "idempotency_keys_about_leads" ON "idempotency_keys" TO public USING ((org_id, lead_unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "idempotency_keys_about_leads_end" ON "idempotency_keys" TO public USING ((org_id, lead_unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_aliases_read" ON "lead_aliases" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "lead_aliases_create" ON "lead_aliases" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_aliases_change" ON "lead_aliases" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_aliases_remove" ON "lead_aliases" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_merges_read" ON "lead_merges" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "lead_merges_create" ON "lead_merges" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_merges_change" ON "lead_merges" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_merges_remove" ON "lead_merges" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_tallies_read" ON "lead_tallies" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "lead_tallies_create" ON "lead_tallies" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_tallies_change" ON "lead_tallies" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_tallies_remove" ON "lead_tallies" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "leads_read" ON "leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "leads_create" ON "leads" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "leads_change" ON "leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "leads_remove" ON "leads" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "ou_memberships_read" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) or org_member_id = (select nullif(current_setting('app.member_id', true), ''))) and (expires_at is null or expires_at > now()) or (select nullif(current_setting('app.ends_memberships', true), '')) is not null));--> statement-breakpoint
ALTER POLICY "ou_memberships_change" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (expires_at is null or expires_at > now()));--> statement-breakpoint
ALTER POLICY "ou_memberships_revoke" ON "ou_memberships" TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (expires_at is null or expires_at > now()));--> statement-breakpoint
ALTER POLICY "rules_read" ON "rules" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "rules_create" ON "rules" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "rules_change" ON "rules" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "rules_remove" ON "rules" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "rulesets_read" ON "rulesets" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "rulesets_create" ON "rulesets" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "rulesets_change" ON "rulesets" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "rulesets_remove" ON "rulesets" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_scores_read" ON "lead_scores" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "lead_scores_create" ON "lead_scores" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_scores_change" ON "lead_scores" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "lead_scores_remove" ON "lead_scores" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "score_points_read" ON "score_points" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "score_points_create" ON "score_points" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "score_points_change" ON "score_points" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "score_points_remove" ON "score_points" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "scoring_read" ON "scoring" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ',')))));--> statement-breakpoint
ALTER POLICY "scoring_create" ON "scoring" TO public WITH CHECK ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "scoring_change" ON "scoring" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "scoring_remove" ON "scoring" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('editor', 'admin')));--> statement-breakpoint
ALTER POLICY "service_accounts_administered" ON "service_accounts" TO public USING ((org_id, unit_id) = (select nullif(current_setting('app.unit_org_id', true), ''), nullif(current_setting('app.unit_id', true), '') where (nullif(current_setting('app.org_role', true), '') = 'admin' or nullif(current_setting('app.unit_id', true), '') = any (string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))) and nullif(current_setting('app.unit_role', true), '') in ('admin')));--> statement-breakpoint
ALTER TABLE "access_change_items" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_review_items" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_reviews" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_unsealed" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_values" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_nodes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_trees" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ending_organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "saved_views" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Room for an event to change its count within the page, without index entries; drizzle-kit cannot express it.
ALTER TABLE "lead_event_counts" SET (fillfactor = 90);
