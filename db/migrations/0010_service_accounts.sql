CREATE TABLE "service_accounts" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"secret_id" text NOT NULL,
	"client_id" text NOT NULL,
	"name" text NOT NULL,
	"trust_upstream_consent" boolean DEFAULT false NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "service_accounts_pkey" PRIMARY KEY("org_id","unit_id","secret_id"),
	CONSTRAINT "service_accounts_name_length" CHECK (char_length("service_accounts"."name") between 1 and 50),
	CONSTRAINT "service_accounts_client_id_shape" CHECK ("service_accounts"."client_id" ~ '^lv_ci_[0-9A-Za-z]{24}$'),
	CONSTRAINT "service_accounts_hash_shape" CHECK ("service_accounts"."secret_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "service_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_org_unit" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_accounts_hash" ON "service_accounts" USING btree ("secret_hash");--> statement-breakpoint
CREATE POLICY "service_accounts_administered" ON "service_accounts" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "service_accounts_presented" ON "service_accounts" AS PERMISSIVE FOR SELECT TO public USING (secret_hash = (select nullif(current_setting('app.secret_hash', true), '')));--> statement-breakpoint
CREATE POLICY "service_accounts_used" ON "service_accounts" AS PERMISSIVE FOR UPDATE TO public USING (secret_hash = (select nullif(current_setting('app.secret_hash', true), '')));