CREATE TABLE "idempotency_key_leads" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "idempotency_key_leads_pkey" PRIMARY KEY("org_id","unit_id","lead_id","actor_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_key_leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"org_id" text NOT NULL,
	"actor_id" text GENERATED ALWAYS AS (coalesce(org_member_id, secret_id)) STORED NOT NULL,
	"key" text NOT NULL,
	"org_member_id" text,
	"secret_unit_id" text,
	"secret_id" text,
	"fingerprint" text NOT NULL,
	"status" smallint,
	"headers" json,
	"body" text,
	"lead_unit_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("org_id","actor_id","key"),
	CONSTRAINT "idempotency_keys_fingerprint_shape" CHECK ("idempotency_keys"."fingerprint" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotency_key_leads" ADD CONSTRAINT "idempotency_key_leads_request" FOREIGN KEY ("org_id","actor_id","key") REFERENCES "public"."idempotency_keys"("org_id","actor_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_service_account" FOREIGN KEY ("org_id","secret_unit_id","secret_id") REFERENCES "public"."service_accounts"("org_id","unit_id","secret_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_key_leads_by_request" ON "idempotency_key_leads" USING btree ("org_id","actor_id","key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_of_member" ON "idempotency_keys" USING btree ("org_id","org_member_id") WHERE org_member_id is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_of_service_account" ON "idempotency_keys" USING btree ("org_id","secret_unit_id","secret_id") WHERE secret_id is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "idempotency_key_leads_read" ON "idempotency_key_leads" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "idempotency_key_leads_create" ON "idempotency_key_leads" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "idempotency_key_leads_change" ON "idempotency_key_leads" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "idempotency_key_leads_remove" ON "idempotency_key_leads" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "idempotency_keys_own" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO public USING ((org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')))
  or (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and secret_id = (select nullif(current_setting('app.secret_id', true), ''))));--> statement-breakpoint
CREATE POLICY "idempotency_keys_about_leads" ON "idempotency_keys" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and lead_unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "idempotency_keys_about_leads_end" ON "idempotency_keys" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and lead_unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '') = 'admin') or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "idempotency_keys_old" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO public USING (created_at < now() - interval '1 day' and (select nullif(current_setting('app.forgets_keys', true), '')) is not null);--> statement-breakpoint
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotency_key_leads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "ingest_request_leads";--> statement-breakpoint
DROP TABLE "ingest_requests";
