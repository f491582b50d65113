CREATE TABLE "rate_buckets" (
	"org_id" text NOT NULL,
	"credential_hash" text NOT NULL,
	"kind" text NOT NULL,
	"busy_until" timestamp with time zone NOT NULL,
	CONSTRAINT "rate_buckets_pkey" PRIMARY KEY("org_id","credential_hash","kind")
);
--> statement-breakpoint
ALTER TABLE "rate_buckets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_usage" (
	"org_id" text NOT NULL,
	"credential_hash" text NOT NULL,
	"kind" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"requests" integer NOT NULL,
	"refused" integer NOT NULL,
	CONSTRAINT "rate_usage_pkey" PRIMARY KEY("org_id","minute","credential_hash","kind")
);
--> statement-breakpoint
ALTER TABLE "rate_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "service_accounts_in_use" ON "service_accounts" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin')
  and secret_hash = any((select string_to_array(nullif(current_setting('app.used_hashes', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "rate_buckets_reported" ON "rate_buckets" AS PERMISSIVE FOR ALL TO public USING (org_id = any((select string_to_array(nullif(current_setting('app.rate_org_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "rate_usage_reported" ON "rate_usage" AS PERMISSIVE FOR ALL TO public USING (org_id = any((select string_to_array(nullif(current_setting('app.rate_org_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "rate_usage_oversee" ON "rate_usage" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
ALTER TABLE "rate_buckets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rate_usage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rate_buckets" SET UNLOGGED;--> statement-breakpoint
ALTER TABLE "rate_usage" SET UNLOGGED;
