-- The whole schema: each table with its keys, indexes and policies, then the functions. FORCE keeps row-level security in
-- force for the tables' owner too; drizzle-kit cannot write it. Privileges are granted by db/grants.ts.
CREATE TABLE "organizations" (
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_pkey" PRIMARY KEY("org_id"),
	CONSTRAINT "organizations_name_length" CHECK (char_length("organizations"."name") between 1 and 100)
);--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "organizations_read" ON "organizations" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "organizations_found" ON "organizations" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "organizations_change" ON "organizations" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint

CREATE TABLE "org_units" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"slug" text NOT NULL,
	"external_ref" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search_key" text GENERATED ALWAYS AS ((replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(external_ref, ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'))) STORED NOT NULL,
	CONSTRAINT "org_units_pkey" PRIMARY KEY("org_id","unit_id"),
	CONSTRAINT "org_units_name_taken" UNIQUE("org_id","name_key"),
	CONSTRAINT "org_units_slug_taken" UNIQUE("org_id","slug"),
	CONSTRAINT "org_units_external_ref_taken" UNIQUE("org_id","external_ref"),
	CONSTRAINT "org_units_name_length" CHECK (char_length("org_units"."name") between 1 and 100),
	CONSTRAINT "org_units_slug_shape" CHECK ("org_units"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "org_units_external_ref_length" CHECK (char_length("org_units"."external_ref") <= 255)
);--> statement-breakpoint
ALTER TABLE "org_units" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_organization"
	FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "org_units_one_default" ON "org_units" USING btree ("org_id") WHERE "org_units"."is_default";--> statement-breakpoint
CREATE POLICY "org_units_read" ON "org_units" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "org_units_create" ON "org_units" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "org_units_change" ON "org_units" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint

CREATE TABLE "members" (
	"org_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_active_unit_id" text,
	"search_key" text GENERATED ALWAYS AS ((replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(first_name || ' ' || last_name, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(email, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'))) STORED NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"deactivated_at" timestamp (3) with time zone,
	"status" text GENERATED ALWAYS AS (case when deactivated_at is not null then 'deactivated' when accepted_at is null then 'invited' else 'active' end) STORED NOT NULL,
	"invited_by" text,
	"invited_by_name" text,
	CONSTRAINT "members_pkey" PRIMARY KEY("org_id","org_member_id"),
	CONSTRAINT "members_email_taken" UNIQUE("org_id","email_key"),
	CONSTRAINT "members_role" CHECK (role in ('admin', 'editor', 'viewer'))
);--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization"
	FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id");--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_last_active_unit"
	FOREIGN KEY ("org_id","last_active_unit_id") REFERENCES "public"."org_units"("org_id","unit_id");--> statement-breakpoint
CREATE INDEX "members_email_key" ON "members" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "members_by_inviter" ON "members" USING btree ("org_id","invited_by") WHERE accepted_at is null;--> statement-breakpoint
CREATE POLICY "members_read" ON "members" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "members_sign_in" ON "members" AS PERMISSIVE FOR SELECT TO public
	USING (email_key = (select nullif(current_setting('app.sign_in_email', true), '')));--> statement-breakpoint
CREATE POLICY "members_create" ON "members" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "members_change" ON "members" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or org_member_id = (select nullif(current_setting('app.member_id', true), ''))));--> statement-breakpoint
CREATE POLICY "members_remove" ON "members" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint

CREATE TABLE "ou_memberships" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"granted_by" text,
	CONSTRAINT "ou_memberships_pkey" PRIMARY KEY("org_id","unit_id","org_member_id"),
	CONSTRAINT "ou_memberships_role" CHECK (role in ('admin', 'editor', 'viewer'))
);--> statement-breakpoint
ALTER TABLE "ou_memberships" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_org_unit"
	FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id");--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
-- Access outlives whoever granted it. drizzle-kit cannot name the column to set null; without it, org_id would be too.
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_granter"
	FOREIGN KEY ("org_id","granted_by") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE SET NULL ("granted_by");--> statement-breakpoint
CREATE INDEX "ou_memberships_by_member" ON "ou_memberships" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "ou_memberships_by_granter" ON "ou_memberships" USING btree ("org_id","granted_by");--> statement-breakpoint
CREATE POLICY "ou_memberships_read" ON "ou_memberships" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) or org_member_id = (select nullif(current_setting('app.member_id', true), ''))));--> statement-breakpoint
CREATE POLICY "ou_memberships_grant" ON "ou_memberships" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ou_memberships_change" ON "ou_memberships" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ou_memberships_revoke" ON "ou_memberships" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint

CREATE TABLE "personal_access_tokens" (
	"org_id" text NOT NULL,
	"token_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "personal_access_tokens_pkey" PRIMARY KEY("org_id","token_id"),
	CONSTRAINT "personal_access_tokens_hash_shape" CHECK ("personal_access_tokens"."token_hash" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "personal_access_tokens" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "personal_access_tokens" ADD CONSTRAINT "personal_access_tokens_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "personal_access_tokens_hash" ON "personal_access_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "personal_access_tokens_by_member" ON "personal_access_tokens" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE POLICY "personal_access_tokens_own" ON "personal_access_tokens" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "personal_access_tokens_oversee" ON "personal_access_tokens" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "personal_access_tokens_end" ON "personal_access_tokens" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "personal_access_tokens_presented" ON "personal_access_tokens" AS PERMISSIVE FOR SELECT TO public
	USING (token_hash = (select nullif(current_setting('app.token_hash', true), '')));--> statement-breakpoint

CREATE TABLE "sessions" (
	"org_id" text NOT NULL,
	"session_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"session_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text,
	"ip" text,
	"authenticated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_pkey" PRIMARY KEY("org_id","session_id"),
	CONSTRAINT "sessions_hash_shape" CHECK ("sessions"."session_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "sessions_user_agent_length" CHECK (char_length("sessions"."user_agent") <= 300)
);--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "sessions_hash" ON "sessions" USING btree ("session_hash");--> statement-breakpoint
CREATE INDEX "sessions_by_member" ON "sessions" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE POLICY "sessions_own" ON "sessions" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "sessions_oversee" ON "sessions" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "sessions_end" ON "sessions" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "sessions_presented" ON "sessions" AS PERMISSIVE FOR SELECT TO public
	USING (session_hash = (select nullif(current_setting('app.session_hash', true), '')));--> statement-breakpoint

CREATE TABLE "devices" (
	"org_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"device_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_pkey" PRIMARY KEY("org_id","org_member_id","device_hash"),
	CONSTRAINT "devices_hash_shape" CHECK ("devices"."device_hash" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "devices" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
CREATE POLICY "devices_own" ON "devices" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "devices_presented" ON "devices" AS PERMISSIVE FOR SELECT TO public
	USING (device_hash = (select nullif(current_setting('app.device_hash', true), '')));--> statement-breakpoint

CREATE TABLE "account_links" (
	"org_id" text NOT NULL,
	"link_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"kind" text NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "account_links_pkey" PRIMARY KEY("org_id","link_id"),
	CONSTRAINT "account_links_kind" CHECK (kind in ('invitation', 'initial_password', 'password_reset', 'email_confirmation'))
);--> statement-breakpoint
ALTER TABLE "account_links" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "account_links_by_id" ON "account_links" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "account_links_by_member" ON "account_links" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE POLICY "account_links_own" ON "account_links" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "account_links_invitations" ON "account_links" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin' and kind = 'invitation');--> statement-breakpoint
CREATE POLICY "account_links_presented" ON "account_links" AS PERMISSIVE FOR SELECT TO public
	USING (link_id = (select nullif(current_setting('app.link_id', true), '')));--> statement-breakpoint

CREATE TABLE "messages" (
	"org_id" text NOT NULL,
	"message_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"kind" text NOT NULL,
	"to_address" text NOT NULL,
	"facts" jsonb NOT NULL,
	"link_id" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"provider_message_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"bounced_at" timestamp (3) with time zone,
	"complained_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"leaves_at" timestamp (3) with time zone,
	CONSTRAINT "messages_pkey" PRIMARY KEY("org_id","message_id"),
	CONSTRAINT "messages_status" CHECK (status in ('queued', 'sent', 'kept', 'failed', 'delivered', 'bounced', 'complained'))
);--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_member"
	FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_link"
	FOREIGN KEY ("org_id","link_id") REFERENCES "public"."account_links"("org_id","link_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("org_id","created_at","message_id");--> statement-breakpoint
CREATE INDEX "messages_by_member" ON "messages" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "messages_by_link" ON "messages" USING btree ("org_id","link_id");--> statement-breakpoint
CREATE POLICY "messages_read" ON "messages" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "messages_queue" ON "messages" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "messages_in_work" ON "messages" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and message_id = (select nullif(current_setting('app.message_id', true), '')));--> statement-breakpoint

CREATE TABLE "mail_budgets" (
	"org_id" text NOT NULL,
	"budget_key" text NOT NULL,
	"departures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notice_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_budgets_pkey" PRIMARY KEY("org_id","budget_key"),
	CONSTRAINT "mail_budgets_key_shape" CHECK ("mail_budgets"."budget_key" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "mail_budgets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mail_budgets" ADD CONSTRAINT "mail_budgets_organization"
	FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "mail_budgets_by_expiry" ON "mail_budgets" USING btree ("org_id","expires_at");--> statement-breakpoint
CREATE POLICY "mail_budgets_all" ON "mail_budgets" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint

CREATE TABLE "attempts" (
	"attempt_key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attempts_key_shape" CHECK ("attempts"."attempt_key" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "attempts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "attempts_by_expiry" ON "attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE POLICY "attempts_named" ON "attempts" AS PERMISSIVE FOR ALL TO public
	USING (attempt_key = any((select string_to_array(nullif(current_setting('app.attempt_keys', true), ''), ','))::text[])
        or (expires_at < now() and (select nullif(current_setting('app.attempt_keys', true), '')) is not null));--> statement-breakpoint

CREATE TABLE "webhook_deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_time" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE POLICY "webhook_deliveries_named" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO public
	USING (delivery_id = (select nullif(current_setting('app.delivery_id', true), ''))
        or (received_at < now() - interval '1 day' and (select nullif(current_setting('app.delivery_id', true), '')) is not null));--> statement-breakpoint

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
	"created_by" text,
	"created_by_name" text,
	CONSTRAINT "service_accounts_pkey" PRIMARY KEY("org_id","unit_id","secret_id"),
	CONSTRAINT "service_accounts_name_length" CHECK (char_length("service_accounts"."name") between 1 and 50),
	CONSTRAINT "service_accounts_client_id_shape" CHECK ("service_accounts"."client_id" ~ '^lv_ci_[0-9A-Za-z]{24}$'),
	CONSTRAINT "service_accounts_hash_shape" CHECK ("service_accounts"."secret_hash" ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "service_accounts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_org_unit"
	FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id");--> statement-breakpoint
CREATE INDEX "service_accounts_hash" ON "service_accounts" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "service_accounts_by_maker" ON "service_accounts" USING btree ("org_id","created_by");--> statement-breakpoint
CREATE POLICY "service_accounts_administered" ON "service_accounts" AS PERMISSIVE FOR ALL TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "service_accounts_of_maker" ON "service_accounts" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin'
  and created_by = (select nullif(current_setting('app.maker_id', true), '')));--> statement-breakpoint
CREATE POLICY "service_accounts_of_maker_end" ON "service_accounts" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin'
  and created_by = (select nullif(current_setting('app.maker_id', true), '')));--> statement-breakpoint
CREATE POLICY "service_accounts_presented" ON "service_accounts" AS PERMISSIVE FOR SELECT TO public
	USING (secret_hash = (select nullif(current_setting('app.secret_hash', true), '')));--> statement-breakpoint
CREATE POLICY "service_accounts_used" ON "service_accounts" AS PERMISSIVE FOR UPDATE TO public
	USING (secret_hash = (select nullif(current_setting('app.secret_hash', true), '')));--> statement-breakpoint

CREATE TABLE "leads" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"owner_name" text,
	"profile" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_event_at" timestamp (3) with time zone,
	"last_active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"score_changes" integer DEFAULT 0 NOT NULL,
	"search_key" text GENERATED ALWAYS AS ((replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(owner_name, ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(profile ->> 'name', ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(profile ->> 'company', ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'))) STORED NOT NULL,
	"profile_keys" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "leads_pkey" PRIMARY KEY("org_id","unit_id","lead_id"),
	CONSTRAINT "leads_profile_is_object" CHECK (jsonb_typeof("leads"."profile") = 'object')
);--> statement-breakpoint
ALTER TABLE "leads" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_org_unit"
	FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id");--> statement-breakpoint
CREATE INDEX "leads_by_creation" ON "leads" USING btree ("org_id","unit_id","created_at","lead_id");--> statement-breakpoint
CREATE INDEX "leads_by_activity" ON "leads" USING btree ("org_id","unit_id","last_active_at","lead_id");--> statement-breakpoint
CREATE POLICY "leads_read" ON "leads" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "leads_create" ON "leads" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "leads_change" ON "leads" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "leads_remove" ON "leads" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "lead_merges" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"merged_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_merges_pkey" PRIMARY KEY("org_id","unit_id","merged_id")
);--> statement-breakpoint
ALTER TABLE "lead_merges" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_merges" ADD CONSTRAINT "lead_merges_lead"
	FOREIGN KEY ("org_id","unit_id","lead_id") REFERENCES "public"."leads"("org_id","unit_id","lead_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "lead_merges_by_lead" ON "lead_merges" USING btree ("org_id","unit_id","lead_id");--> statement-breakpoint
CREATE POLICY "lead_merges_read" ON "lead_merges" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_merges_create" ON "lead_merges" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_merges_change" ON "lead_merges" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_merges_remove" ON "lead_merges" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "lead_tallies" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"leads" bigint NOT NULL,
	CONSTRAINT "lead_tallies_pkey" PRIMARY KEY("org_id","unit_id","slot")
);--> statement-breakpoint
ALTER TABLE "lead_tallies" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "lead_tallies_read" ON "lead_tallies" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_tallies_create" ON "lead_tallies" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_tallies_change" ON "lead_tallies" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_tallies_remove" ON "lead_tallies" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "lead_aliases" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"alias_kind" text NOT NULL,
	"alias_key" text NOT NULL,
	"raw_value" text NOT NULL,
	"lead_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_aliases_pkey" PRIMARY KEY("org_id","unit_id","alias_kind","alias_key"),
	CONSTRAINT "lead_aliases_kind" CHECK (alias_kind in ('email', 'phone', 'external_id', 'cookie', 'social'))
);--> statement-breakpoint
ALTER TABLE "lead_aliases" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "lead_aliases" ADD CONSTRAINT "lead_aliases_lead"
	FOREIGN KEY ("org_id","unit_id","lead_id") REFERENCES "public"."leads"("org_id","unit_id","lead_id") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "lead_aliases_by_lead" ON "lead_aliases" USING btree ("org_id","unit_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_aliases_by_key" ON "lead_aliases" USING btree ("org_id","unit_id","alias_key" collate "C");--> statement-breakpoint
CREATE POLICY "lead_aliases_read" ON "lead_aliases" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_aliases_create" ON "lead_aliases" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_aliases_change" ON "lead_aliases" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_aliases_remove" ON "lead_aliases" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "events" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"event_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"event_type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"metadata" json,
	CONSTRAINT "events_pkey" PRIMARY KEY("org_id","unit_id","lead_id","occurred_at","event_id")
) PARTITION BY RANGE ("occurred_at"); -- drizzle-kit cannot write partitions
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "events_read" ON "events" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "events_create" ON "events" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "events_erase" ON "events" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
-- For events of a month that has no partition yet (db/event-partitions.ts). It has no policy of its own: those of "events" hold
-- for whoever uses that name, and nobody has the privilege to use this one.
CREATE TABLE "events_default" PARTITION OF "events" DEFAULT;--> statement-breakpoint
ALTER TABLE "events_default" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint

CREATE TABLE "lead_event_counts" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"event_type" text NOT NULL,
	"events" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lead_event_counts_pkey" PRIMARY KEY("org_id","unit_id","lead_id","event_type")
);--> statement-breakpoint
ALTER TABLE "lead_event_counts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "lead_event_counts_by_type" ON "lead_event_counts" USING btree ("org_id","unit_id","event_type","lead_id");--> statement-breakpoint
CREATE POLICY "lead_event_counts_read" ON "lead_event_counts" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_event_counts_create" ON "lead_event_counts" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_event_counts_change" ON "lead_event_counts" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_event_counts_remove" ON "lead_event_counts" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "event_days" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"slot" smallint NOT NULL,
	"events" bigint NOT NULL,
	CONSTRAINT "event_days_pkey" PRIMARY KEY("org_id","unit_id","day","slot")
);--> statement-breakpoint
ALTER TABLE "event_days" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "event_days_read" ON "event_days" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "event_days_create" ON "event_days" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "event_days_change" ON "event_days" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "event_days_remove" ON "event_days" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "rulesets" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"ruleset_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rulesets_pkey" PRIMARY KEY("org_id","unit_id","ruleset_id"),
	CONSTRAINT "rulesets_kind_key" UNIQUE("org_id","unit_id","ruleset_id","kind"),
	CONSTRAINT "rulesets_kind" CHECK (kind in ('engagement', 'profile')),
	CONSTRAINT "rulesets_name_length" CHECK (char_length("rulesets"."name") between 1 and 100),
	CONSTRAINT "rulesets_window" CHECK ("rulesets"."ends_at" > "rulesets"."starts_at")
);--> statement-breakpoint
ALTER TABLE "rulesets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rulesets" ADD CONSTRAINT "rulesets_org_unit"
	FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id");--> statement-breakpoint
CREATE INDEX "rulesets_by_creation" ON "rulesets" USING btree ("org_id","unit_id","created_at","ruleset_id");--> statement-breakpoint
CREATE POLICY "rulesets_read" ON "rulesets" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "rulesets_create" ON "rulesets" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rulesets_change" ON "rulesets" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rulesets_remove" ON "rulesets" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "rules" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"ruleset_id" text NOT NULL,
	"kind" text NOT NULL,
	"event_type" text,
	"profile_field" text,
	"operator" text,
	"value" jsonb,
	"weight" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"value_key" text,
	CONSTRAINT "rules_pkey" PRIMARY KEY("org_id","unit_id","rule_id"),
	CONSTRAINT "rules_of_their_kind" CHECK (case kind when 'engagement' then event_type is not null and num_nonnulls(profile_field, operator, value) = 0
        else event_type is null and num_nulls(profile_field, operator, value) = 0 end),
	CONSTRAINT "rules_operator" CHECK (operator in ('equals', 'not_equals', 'contains', 'greater_than', 'less_than')),
	CONSTRAINT "rules_weight" CHECK (weight between -10000 and 10000)
);--> statement-breakpoint
ALTER TABLE "rules" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_ruleset"
	FOREIGN KEY ("org_id","unit_id","ruleset_id","kind") REFERENCES "public"."rulesets"("org_id","unit_id","ruleset_id","kind") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "rules_by_ruleset" ON "rules" USING btree ("org_id","unit_id","ruleset_id","created_at","rule_id");--> statement-breakpoint
CREATE POLICY "rules_read" ON "rules" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "rules_create" ON "rules" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rules_change" ON "rules" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rules_remove" ON "rules" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "scoring" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"activated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"newest_generation" integer DEFAULT 1 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"building" integer,
	"building_rules" jsonb,
	"building_after" text,
	"building_started_at" timestamp (3) with time zone,
	"leads_done" bigint DEFAULT 0 NOT NULL,
	"leads_total" bigint DEFAULT 0 NOT NULL,
	"previous" integer,
	"garbage" integer[] DEFAULT '{}' NOT NULL,
	"garbage_after" text DEFAULT '' NOT NULL,
	CONSTRAINT "scoring_pkey" PRIMARY KEY("org_id","unit_id")
);--> statement-breakpoint
ALTER TABLE "scoring" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "scoring_read" ON "scoring" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "scoring_create" ON "scoring" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_change" ON "scoring" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_remove" ON "scoring" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "lead_scores" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"generation" integer NOT NULL,
	"lead_id" text NOT NULL,
	"score" bigint NOT NULL,
	"engagement" bigint NOT NULL,
	"profile" bigint NOT NULL,
	CONSTRAINT "lead_scores_pkey" PRIMARY KEY("org_id","unit_id","generation","lead_id")
);--> statement-breakpoint
ALTER TABLE "lead_scores" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "lead_scores_by_score" ON "lead_scores" USING btree ("org_id","unit_id","generation","score","lead_id");--> statement-breakpoint
CREATE POLICY "lead_scores_read" ON "lead_scores" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_scores_create" ON "lead_scores" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_scores_change" ON "lead_scores" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_scores_remove" ON "lead_scores" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "score_points" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"place" smallint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"change" integer NOT NULL,
	"score" bigint NOT NULL,
	CONSTRAINT "score_points_pkey" PRIMARY KEY("org_id","unit_id","lead_id","place")
);--> statement-breakpoint
ALTER TABLE "score_points" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "score_points_read" ON "score_points" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "score_points_create" ON "score_points" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "score_points_change" ON "score_points" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "score_points_remove" ON "score_points" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "ingest_requests" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"request_key" text NOT NULL,
	"body_hash" text NOT NULL,
	"items" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ingest_requests_pkey" PRIMARY KEY("org_id","unit_id","request_key"),
	CONSTRAINT "ingest_requests_hashes" CHECK (request_key ~ '^[0-9a-f]{64}$' and body_hash ~ '^[0-9a-f]{64}$')
);--> statement-breakpoint
ALTER TABLE "ingest_requests" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "ingest_requests_by_age" ON "ingest_requests" USING btree ("org_id","unit_id","created_at");--> statement-breakpoint
CREATE POLICY "ingest_requests_read" ON "ingest_requests" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ingest_requests_create" ON "ingest_requests" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_requests_change" ON "ingest_requests" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_requests_remove" ON "ingest_requests" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

CREATE TABLE "ingest_request_leads" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"request_key" text NOT NULL,
	CONSTRAINT "ingest_request_leads_pkey" PRIMARY KEY("org_id","unit_id","lead_id","request_key")
);--> statement-breakpoint
ALTER TABLE "ingest_request_leads" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ingest_request_leads" ADD CONSTRAINT "ingest_request_leads_request"
	FOREIGN KEY ("org_id","unit_id","request_key") REFERENCES "public"."ingest_requests"("org_id","unit_id","request_key") ON DELETE cascade;--> statement-breakpoint
CREATE INDEX "ingest_request_leads_by_request" ON "ingest_request_leads" USING btree ("org_id","unit_id","request_key");--> statement-breakpoint
CREATE POLICY "ingest_request_leads_read" ON "ingest_request_leads" AS PERMISSIVE FOR SELECT TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_create" ON "ingest_request_leads" AS PERMISSIVE FOR INSERT TO public
	WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_change" ON "ingest_request_leads" AS PERMISSIVE FOR UPDATE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_remove" ON "ingest_request_leads" AS PERMISSIVE FOR DELETE TO public
	USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint

-- Functions and their triggers, as in db/functions. Their bodies are checked when all of them are there.
SET LOCAL check_function_bodies = off;--> statement-breakpoint

-- The first statement of every change to an OU's rules. Locks the OU's row in "scoring" until the transaction ends, making it
-- if there is none, so that changes to one OU's rules happen one after the other.
CREATE OR REPLACE FUNCTION public.begin_rule_change(p_org text, p_unit text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit FOR UPDATE;
END
$function$;--> statement-breakpoint

-- Deletes up to p_size scores of a generation that is no longer shown. Where the previous generation's score differs from
-- the new one, adds a point to the lead's history. Holds the OU shared, and locks the leads that get a point.
CREATE OR REPLACE FUNCTION public.clear_old_scores(p_org text, p_unit text, p_size integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  ids text[];
  moved text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit;
  PERFORM public.enter_unit(p_org, p_unit, false);
  SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
    SELECT o.lead_id FROM public.lead_scores o
     WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id > s.garbage_after
     ORDER BY o.lead_id LIMIT p_size) batch;
  IF ids IS NULL THEN
    UPDATE public.scoring c SET garbage = c.garbage[2:], garbage_after = '', previous = nullif(c.previous, c.garbage[1])
     WHERE c.org_id = p_org AND c.unit_id = p_unit;
    RETURN;
  END IF;
  IF s.garbage[1] = s.previous THEN
    -- OFFSET 0 has each score and point looked up by its key: of those that were only just made the planner has no
    -- statistics, takes them for one row, and would read them all for each lead.
    SELECT array_agg(w.lead_id ORDER BY w.lead_id) INTO moved
      FROM unnest(ids) w (lead_id)
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
     CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                            AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
     WHERE o.score <> n.score;
    -- Locked in a statement of its own: the next one sees what an ingest has written until then.
    PERFORM 1 FROM public.leads l
      WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (moved) ORDER BY l.lead_id FOR NO KEY UPDATE;
    WITH changed AS (
      SELECT w.lead_id, n.score
        FROM unnest(moved) w (lead_id)
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.previous AND x.lead_id = w.lead_id OFFSET 0) o
       CROSS JOIN LATERAL (SELECT x.score FROM public.lead_scores x WHERE x.org_id = p_org AND x.unit_id = p_unit
                              AND x.generation = s.generation AND x.lead_id = w.lead_id OFFSET 0) n
       WHERE o.score <> n.score
         -- An ingest may have noted the new score already, perhaps at a time before the switch, for which it waited.
         AND NOT EXISTS (SELECT FROM public.leads l
                           JOIN public.score_points p ON p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = l.lead_id
                            AND p.place = (l.score_changes - 1) % 200
                          WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = w.lead_id AND p.score = n.score OFFSET 0)
    ), counted AS (
      UPDATE public.leads l SET score_changes = l.score_changes + 1 FROM changed c
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id
      RETURNING l.lead_id, l.score_changes, c.score
    )
    INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
    SELECT p_org, p_unit, c.lead_id, (c.score_changes - 1) % 200, s.activated_at, c.score_changes, c.score FROM counted c
    ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
       SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
  END IF;
  DELETE FROM public.lead_scores o
   WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = s.garbage[1] AND o.lead_id = ANY (ids);
  UPDATE public.scoring c SET garbage_after = ids[cardinality(ids)] WHERE c.org_id = p_org AND c.unit_id = p_unit;
END
$function$;--> statement-breakpoint

-- The rules that count right now, as a JSON array ordered by id. Scores are stored beside a copy of the rules they were
-- computed with, so that the two never disagree.
CREATE OR REPLACE FUNCTION public.effective_rules(p_org text, p_unit text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(jsonb_agg(jsonb_build_object('rule_id', r.rule_id, 'ruleset_id', r.ruleset_id, 'kind', r.kind,
           'event_type', r.event_type, 'profile_field', r.profile_field, 'operator', r.operator,
           'value', r.value #>> '{}', 'key', coalesce(r.value_key, r.value #>> '{}'),
           'weight', r.weight) ORDER BY r.rule_id), '[]')
    FROM public.rulesets s
    JOIN public.rules r ON r.org_id = s.org_id AND r.unit_id = s.unit_id AND r.ruleset_id = s.ruleset_id
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.active AND r.active
     AND (s.starts_at IS NULL OR s.starts_at <= now()) AND (s.ends_at IS NULL OR s.ends_at > now())
$function$;--> statement-breakpoint

-- Revokes a member's links for resetting a password and for confirming an address, which end when an admin changes the
-- address. Only for an org admin's scope; raises insufficient_privilege otherwise. Lends itself the member's scope meanwhile.
CREATE OR REPLACE FUNCTION public.end_account_links(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the links of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.member_id', of_member, true);
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind IN ('password_reset', 'email_confirmation');
  PERFORM set_config('app.member_id', self, true);
END
$function$;--> statement-breakpoint

-- Ends a member's sessions and tokens, the devices that sign-in knows, and every link that could start a new session.
-- Only for an org admin's scope; raises insufficient_privilege otherwise. Lends itself the member's scope for the last two,
-- which no policy shows to an admin.
CREATE OR REPLACE FUNCTION public.end_credentials(of_member text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
BEGIN
  IF current_setting('app.org_role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'only an org admin ends the credentials of a member' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.sessions s WHERE s.org_id = org AND s.org_member_id = of_member;
  DELETE FROM public.personal_access_tokens t WHERE t.org_id = org AND t.org_member_id = of_member;
  PERFORM set_config('app.member_id', of_member, true);
  DELETE FROM public.devices d WHERE d.org_id = org AND d.org_member_id = of_member;
  UPDATE public.account_links l SET revoked_at = now()
   WHERE l.org_id = org AND l.org_member_id = of_member AND l.used_at IS NULL AND l.revoked_at IS NULL
     AND l.kind <> 'invitation';
  PERFORM set_config('app.member_id', self, true);
END
$function$;--> statement-breakpoint

-- Enters as a service account, in its own OU, given a client id and the hash of its secret; no row if they do not match. The
-- row is found by the hash, so an unknown client id costs the same as a wrong secret. Notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_client(presented_client text, presented_hash text)
 RETURNS TABLE(org_id text, unit_id text, secret_id text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at INTO account
    FROM public.service_accounts s
   WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
  IF NOT FOUND THEN RETURN; END IF;
  IF account.last_used_at IS NULL OR account.last_used_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.service_accounts s
      WHERE s.secret_hash = presented_hash AND s.client_id = presented_client FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.service_accounts s SET last_used_at = now()
       WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
    END IF;
  END IF;
  PERFORM set_config('app.unit_ids', account.unit_id, true), set_config('app.unit_org_id', account.org_id, true),
          set_config('app.unit_id', account.unit_id, true), set_config('app.unit_role', 'editor', true);
  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id;
END
$function$;--> statement-breakpoint

-- Enters as the member of a session, given its hash; no row if the session or the member is not valid. A session ends p_idle
-- seconds after its last request. Also returns how many seconds ago its password was given (contract §13). Locks what p_locks
-- says (enter_member), and notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_session(presented_hash text, p_locks text, p_idle integer)
 RETURNS TABLE(session_id text, org_id text, org_member_id text, role text, ou_roles json, expires_at timestamp with time zone, authenticated_seconds double precision)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  session record;
  entered record;
BEGIN
  PERFORM set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at,
         extract(epoch FROM now() - s.authenticated_at)::double precision AS authenticated_seconds INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => p_idle);
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(session.org_id, session.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.sessions s WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF session.last_seen_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  RETURN QUERY SELECT session.session_id, session.org_id, session.org_member_id, entered.role, entered.ou_roles,
    session.expires_at, session.authenticated_seconds;
END
$function$;--> statement-breakpoint

-- Enters as the owner of a personal access token, given its hash; no row if the token or the member is not valid. Locks what
-- p_locks says (enter_member). Notes the token's use at most once a minute, and not while another request is doing so.
CREATE OR REPLACE FUNCTION public.enter_by_token(presented_hash text, p_locks text)
 RETURNS TABLE(token_id text, org_id text, org_member_id text, role text, ou_roles json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  token record;
  entered record;
BEGIN
  PERFORM set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO entered FROM public.enter_member(token.org_id, token.org_member_id, p_locks);
  IF NOT FOUND THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.personal_access_tokens t WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF token.last_used_at IS NULL OR token.last_used_at < now() - interval '1 minute' THEN
    PERFORM 1 FROM public.personal_access_tokens t
      WHERE t.org_id = token.org_id AND t.token_id = token.token_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.personal_access_tokens t SET last_used_at = now()
       WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    END IF;
  END IF;
  RETURN QUERY SELECT token.token_id, token.org_id, token.org_member_id, entered.role, entered.ou_roles;
END
$function$;--> statement-breakpoint

-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles; no row if they are not active. p_locks: 'nothing'; 'member' keeps their role and status until the
-- end; 'self' is for a change to their own row; 'organization' for a change to anybody's, which for a non-admin can only be
-- their own. The organization is always locked before the member.
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text)
 RETURNS TABLE(role text, ou_roles json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  member_role text;
  unit_ids text := '';
  roles json;
BEGIN
  PERFORM set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true);
  IF p_locks IN ('nothing', 'organization') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  END IF;
  IF p_locks = 'organization' AND member_role = 'admin' THEN
    PERFORM set_config('app.org_role', 'admin', true); -- which the policy for locking the organization asks for
    PERFORM 1 FROM public.organizations o WHERE o.org_id = p_org FOR NO KEY UPDATE;
  END IF;
  IF p_locks = 'member' OR (p_locks = 'organization' AND member_role = 'admin') THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE;
  ELSIF p_locks <> 'nothing' THEN
    SELECT m.role INTO member_role FROM public.members m
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE;
  END IF;
  IF member_role IS NULL THEN
    PERFORM set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), '') INTO roles, unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member;
  END IF;
  PERFORM set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true);
  RETURN QUERY SELECT member_role, roles;
END
$function$;--> statement-breakpoint

-- Holds an OU until the transaction ends: shared for ingests, which run side by side; alone (p_alone) for whatever changes
-- which lead an id or alias names, or which rules count. Makes the OU's row in "scoring" if there is none.
-- Lock order: that row, this lock, aliases, leads, what belongs to leads, tallies.
CREATE OR REPLACE FUNCTION public.enter_unit(p_org text, p_unit text, p_alone boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit) THEN
    INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  END IF;
  IF p_alone THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_org || '/' || p_unit, 8));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org || '/' || p_unit, 8));
  END IF;
END
$function$;--> statement-breakpoint

-- Erases a person: the lead, the leads merged into it, and everything that belongs to them. Returns false if there is no such
-- lead. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.erase_lead(p_org text, p_unit text, p_lead text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
  ids text[];
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := public.lead_named(p_org, p_unit, p_lead);
  IF target IS NULL THEN RETURN false; END IF;
  ids := target || ARRAY(SELECT m.merged_id FROM public.lead_merges m
                          WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = target);
  DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key IN (
    SELECT q.request_key FROM public.ingest_request_leads q
     WHERE q.org_id = p_org AND q.unit_id = p_unit AND q.lead_id = ANY (ids));
  WITH gone AS (
    DELETE FROM public.events e WHERE e.org_id = p_org AND e.unit_id = p_unit AND e.lead_id = ANY (ids) RETURNING e.occurred_at)
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (g.occurred_at AT TIME ZONE 'UTC')::date AS day, pg_backend_pid() % 16, -count(*)
    FROM gone g GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  PERFORM public.remove_lead(p_org, p_unit, target); -- aliases and merges go by their foreign keys
  RETURN true;
END
$function$;--> statement-breakpoint

-- The last statement of a change to an OU's rules. If the OU has at most p_limit leads it recomputes their scores, holding the
-- OU alone, and returns true; otherwise it returns false and a job has to recompute them (recompute_step).
CREATE OR REPLACE FUNCTION public.finish_rule_change(p_org text, p_unit text, p_limit integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Cut, and not rounded up into the future, as the column would.
  UPDATE public.scoring s SET due_at = date_trunc('milliseconds', now()) WHERE s.org_id = p_org AND s.unit_id = p_unit;
  IF (SELECT count(*) FROM (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit LIMIT p_limit + 1) few) > p_limit
  THEN RETURN false; END IF;
  PERFORM public.enter_unit(p_org, p_unit, true); -- no ingest begins before this has been committed
  WHILE public.recompute_step(p_org, p_unit, greatest(p_limit, 1)) <> 'idle' LOOP NULL; END LOOP;
  RETURN true;
END
$function$;--> statement-breakpoint

-- The leads that each group of a batch names, oldest first. A group is made of the events, ids and aliases that belong together.
CREATE OR REPLACE FUNCTION public.group_leads(p_org text, p_unit text, p_named json, p_aliases json)
 RETURNS TABLE(g integer, leads text[])
 LANGUAGE sql
 STABLE
AS $function$
  SELECT f.g, array_agg(l.lead_id ORDER BY l.created_at, l.lead_id)
    FROM (SELECT n.g, coalesce(m.lead_id, n.lead) AS lead_id
            FROM json_to_recordset(p_named) AS n (g integer, lead text)
            LEFT JOIN public.lead_merges m ON m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = n.lead
           UNION
          SELECT w.g, a.lead_id
            FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text)
            JOIN public.lead_aliases a
              ON a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key) f
    JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.lead_id
   GROUP BY f.g
$function$;--> statement-breakpoint

-- Stores a batch of events and rescores their leads, in a fixed number of statements plus some for each merge.
--   p_new    an id for each group's lead, in case it has to be made; groups are numbered from 1
--   p_named  [{g, lead}]; p_aliases [{g, kind, key, raw}], each alias once; p_events [{n, g, id, type, at, metadata}]
--   p_key    hash of the Idempotency-Key, or null; p_body the hash of its request body
-- Returns {items: [{n, event_id, lead_id}]}, for a repeated request the first answer; {reused} if the key came with another
-- body; {unknown: [lead]} if p_named names leads that do not exist, and then nothing is stored.
-- Raises LV001 if leads have to be merged or another ingest was first to make one: call it again with p_alone.
CREATE OR REPLACE FUNCTION public.ingest_events(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json, p_key text, p_body text, p_alone boolean)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
DECLARE
  answered record;
  unknown json;
  known text[];
  most integer;
  merging text[];
  lead_of text[];
  touched text[];
  last timestamptz[];
  answer json;
  made integer;
  missed integer;
BEGIN
  IF p_key IS NOT NULL THEN
    DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key IN (
      SELECT old.request_key FROM public.ingest_requests old
       WHERE old.org_id = p_org AND old.unit_id = p_unit AND old.created_at < now() - interval '1 day'
       ORDER BY old.created_at LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO public.ingest_requests (org_id, unit_id, request_key, body_hash) VALUES (p_org, p_unit, p_key, p_body)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      SELECT r.body_hash, r.items INTO answered FROM public.ingest_requests r
       WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
      IF NOT FOUND THEN RAISE EXCEPTION 'the first answer has just been erased' USING ERRCODE = 'serialization_failure'; END IF;
      IF answered.body_hash <> p_body THEN RETURN '{"reused": true}'; END IF;
      RETURN json_build_object('items', answered.items);
    END IF;
  END IF;

  PERFORM public.enter_unit(p_org, p_unit, p_alone);
  SELECT json_agg(DISTINCT n.lead) INTO unknown FROM json_to_recordset(p_named) AS n (lead text)
   WHERE public.lead_named(p_org, p_unit, n.lead) IS NULL;
  IF unknown IS NOT NULL THEN
    DELETE FROM public.ingest_requests r WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
    RETURN json_build_object('unknown', unknown);
  END IF;

  LOOP
    SELECT array_agg(f.leads[1] ORDER BY n.g), coalesce(max(cardinality(f.leads)), 0) INTO known, most
      FROM generate_subscripts(p_new, 1) n (g) LEFT JOIN public.group_leads(p_org, p_unit, p_named, p_aliases) f USING (g);
    EXIT WHEN most < 2;
    IF NOT p_alone THEN RAISE EXCEPTION 'leads are to be merged' USING ERRCODE = 'LV001'; END IF;
    SELECT f.leads INTO merging FROM public.group_leads(p_org, p_unit, p_named, p_aliases) f
     WHERE cardinality(f.leads) > 1 LIMIT 1;
    PERFORM public.merge_leads(p_org, p_unit, merging[1], younger) FROM unnest(merging[2:]) younger;
  END LOOP;

  INSERT INTO public.leads (org_id, unit_id, lead_id)
  SELECT p_org, p_unit, p_new[n.g] FROM generate_subscripts(p_new, 1) n (g) WHERE known[n.g] IS NULL;
  GET DIAGNOSTICS made = ROW_COUNT;
  SELECT array_agg(coalesce(known[n.g], p_new[n.g]) ORDER BY n.g) INTO lead_of FROM generate_subscripts(p_new, 1) n (g);
  WITH wanted AS (
    SELECT w.g, w.kind, w.key, w.raw FROM json_to_recordset(p_aliases) AS w (g integer, kind text, key text, raw text)
     WHERE NOT EXISTS (SELECT FROM public.lead_aliases a
                        WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.alias_kind = w.kind AND a.alias_key = w.key
                          AND a.lead_id = lead_of[w.g]) -- one that has become another lead's since is missed below
  ), written AS (
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, lead_of[w.g] FROM wanted w ORDER BY w.kind, w.key
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT (SELECT count(*) FROM wanted) - (SELECT count(*) FROM written) INTO missed;
  IF missed > 0 THEN RAISE EXCEPTION 'another ingest has made the lead' USING ERRCODE = 'LV001'; END IF;

  touched := ARRAY(SELECT DISTINCT id FROM unnest(lead_of) id ORDER BY id);
  PERFORM 1 FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (touched)
    ORDER BY l.lead_id FOR NO KEY UPDATE;
  INSERT INTO public.events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, metadata)
  SELECT p_org, p_unit, e.id, lead_of[e.g], e.type, e.at, e.metadata
    FROM json_to_recordset(p_events) AS e (g integer, id text, type text, at timestamptz, metadata json);
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, lead_of[e.g], e.type, count(*), max(e.at)
    FROM json_to_recordset(p_events) AS e (g integer, type text, at timestamptz)
   GROUP BY 3, 4 ORDER BY 3, 4
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  SELECT array_agg(e.lead_id), array_agg(e.last) INTO touched, last
    FROM (SELECT lead_of[r.g] AS lead_id, max(r.at) AS last
            FROM json_to_recordset(p_events) AS r (g integer, at timestamptz) GROUP BY 1) e;
  PERFORM public.rescore_leads(p_org, p_unit, touched, last);
  INSERT INTO public.event_days AS d (org_id, unit_id, day, slot, events)
  SELECT p_org, p_unit, (e.at AT TIME ZONE 'UTC')::date, pg_backend_pid() % 16, count(*)
    FROM json_to_recordset(p_events) AS e (at timestamptz) GROUP BY 3 ORDER BY 3
  ON CONFLICT (org_id, unit_id, day, slot) DO UPDATE SET events = d.events + excluded.events;
  IF made > 0 THEN PERFORM public.tally_leads(p_org, p_unit, made); END IF;

  SELECT json_agg(json_build_object('n', e.n, 'event_id', e.id, 'lead_id', lead_of[e.g])) INTO answer
    FROM json_to_recordset(p_events) AS e (n integer, g integer, id text);
  IF p_key IS NOT NULL THEN
    UPDATE public.ingest_requests r SET items = answer
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.request_key = p_key;
    INSERT INTO public.ingest_request_leads (org_id, unit_id, lead_id, request_key)
    SELECT p_org, p_unit, id, p_key FROM unnest(touched) id;
  END IF;
  RETURN json_build_object('items', answer);
END
$function$;--> statement-breakpoint

-- Lets nobody set another member's password or acceptance, admins included: a column grant cannot tell rows apart.
-- Raises insufficient_privilege.
CREATE OR REPLACE FUNCTION public.keep_own_password()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.org_member_id IS DISTINCT FROM current_setting('app.member_id', true) THEN
    RAISE EXCEPTION 'a member sets only their own password' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER members_own_acceptance BEFORE UPDATE OF accepted_at ON public.members FOR EACH ROW WHEN ((new.accepted_at IS DISTINCT FROM old.accepted_at)) EXECUTE FUNCTION keep_own_password();

CREATE OR REPLACE TRIGGER members_own_password BEFORE UPDATE OF password_hash ON public.members FOR EACH ROW WHEN ((new.password_hash IS DISTINCT FROM old.password_hash)) EXECUTE FUNCTION keep_own_password();--> statement-breakpoint

-- The lead that an id names: that lead, or the one it was merged into; null if there is none.
CREATE OR REPLACE FUNCTION public.lead_named(p_org text, p_unit text, p_lead text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT l.lead_id FROM public.leads l
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = coalesce(
     (SELECT m.lead_id FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.merged_id = p_lead), p_lead)
$function$;--> statement-breakpoint

-- The admin who invited a member, locked until the transaction ends, or null if that person may no longer invite. Lends itself
-- the inviter's scope for the lock, because a member may otherwise lock only their own row.
CREATE OR REPLACE FUNCTION public.lock_inviter(of_member text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  self text := current_setting('app.member_id', true);
  org text := current_setting('app.org_id', true);
  inviter text;
  found_id text;
BEGIN
  SELECT m.invited_by INTO inviter FROM public.members m WHERE m.org_id = org AND m.org_member_id = of_member;
  IF inviter IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.member_id', inviter, true);
  SELECT m.org_member_id INTO found_id FROM public.members m
   WHERE m.org_id = org AND m.org_member_id = inviter AND m.role = 'admin' AND m.status = 'active' FOR SHARE;
  PERFORM set_config('app.member_id', self, true);
  RETURN found_id;
END
$function$;--> statement-breakpoint

-- Merges each group of leads into its oldest, as merge_leads does, and rescores those, in a fixed number of statements.
-- p_members is [{g, lead}], each lead once. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.merge_groups(p_org text, p_unit text, p_members json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  froms text[];
  intos text[];
BEGIN
  SELECT array_agg(o.lead_id), array_agg(o.into_id) INTO froms, intos
    FROM (SELECT l.lead_id, first_value(l.lead_id) OVER (PARTITION BY m.g ORDER BY l.created_at, l.lead_id) AS into_id
            FROM json_to_recordset(p_members) AS m (g integer, lead text)
            JOIN public.leads l ON l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = m.lead) o
   WHERE o.lead_id <> o.into_id;
  IF froms IS NULL THEN RETURN; END IF;
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p.into_id, f.event_type, sum(f.events), max(f.last_at)
    FROM unnest(froms, intos) p (from_id, into_id)
    JOIN public.lead_event_counts f ON f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p.from_id
   GROUP BY p.into_id, f.event_type
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  UPDATE public.lead_aliases a SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p.from_id;
  UPDATE public.lead_merges m SET lead_id = p.into_id FROM unnest(froms, intos) p (from_id, into_id)
   WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p.from_id;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id)
  SELECT p_org, p_unit, p.from_id, p.into_id FROM unnest(froms, intos) p (from_id, into_id);
  -- Of each field the value of the oldest that has it: of one key given twice, jsonb keeps the last.
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM (SELECT p.into_id, max(y.last_event_at) AS last_event_at,
                 (array_agg(y.owner_name ORDER BY y.created_at, y.lead_id) FILTER (WHERE y.owner_name IS NOT NULL))[1] AS owner_name,
                 coalesce(jsonb_object_agg(k.key, k.value ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile,
                 coalesce(jsonb_object_agg(k.key, y.profile_keys -> k.key ORDER BY y.created_at DESC, y.lead_id DESC)
                          FILTER (WHERE k.key IS NOT NULL), '{}') AS profile_keys
            FROM unnest(froms, intos) p (from_id, into_id)
            JOIN public.leads y ON y.org_id = p_org AND y.unit_id = p_unit AND y.lead_id = p.from_id
            LEFT JOIN LATERAL jsonb_each(y.profile) k ON true
           GROUP BY p.into_id) f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = f.into_id;
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = ANY (froms);
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = ANY (froms);
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = ANY (froms);
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = ANY (froms);
  PERFORM public.tally_leads(p_org, p_unit, -cardinality(froms));
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY(SELECT DISTINCT i FROM unnest(intos) i));
END
$function$;--> statement-breakpoint

-- Merges one lead into an older one. Its events stay as they are; "lead_merges" says whose they are now. The caller holds the
-- OU alone and rescores p_into.
CREATE OR REPLACE FUNCTION public.merge_leads(p_org text, p_unit text, p_into text, p_from text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.lead_event_counts AS c (org_id, unit_id, lead_id, event_type, events, last_at)
  SELECT p_org, p_unit, p_into, f.event_type, f.events, f.last_at FROM public.lead_event_counts f
   WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from
  ON CONFLICT (org_id, unit_id, lead_id, event_type) DO UPDATE
     SET events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at);
  DELETE FROM public.lead_event_counts f WHERE f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  UPDATE public.lead_aliases a SET lead_id = p_into WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = p_from;
  UPDATE public.lead_merges m SET lead_id = p_into WHERE m.org_id = p_org AND m.unit_id = p_unit AND m.lead_id = p_from;
  INSERT INTO public.lead_merges (org_id, unit_id, merged_id, lead_id) VALUES (p_org, p_unit, p_from, p_into);
  UPDATE public.leads l
     SET owner_name = coalesce(l.owner_name, f.owner_name), profile = f.profile || l.profile,
         profile_keys = f.profile_keys || l.profile_keys, updated_at = now(),
         last_event_at = greatest(l.last_event_at, f.last_event_at),
         last_active_at = coalesce(greatest(l.last_event_at, f.last_event_at), l.last_active_at)
    FROM public.leads f
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_into
     AND f.org_id = p_org AND f.unit_id = p_unit AND f.lead_id = p_from;
  PERFORM public.remove_lead(p_org, p_unit, p_from);
END
$function$;--> statement-breakpoint

-- Whose link this is, what it is for, and its state ('live', 'used', 'revoked', 'expired'), given the id of a link whose code
-- has been verified. The scope then reaches that link and nothing else.
CREATE OR REPLACE FUNCTION public.presented_link(presented_id text)
 RETURNS TABLE(org_id text, org_member_id text, kind text, email text, state text, expires_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.link_id', presented_id, true);
  RETURN QUERY SELECT l.org_id, l.org_member_id, l.kind, l.email,
      CASE WHEN l.used_at IS NOT NULL THEN 'used' WHEN l.revoked_at IS NOT NULL THEN 'revoked'
           WHEN l.expires_at <= now() THEN 'expired' ELSE 'live' END, l.expires_at
    FROM public.account_links l WHERE l.link_id = presented_id;
END
$function$;--> statement-breakpoint

-- Whether a profile field satisfies a rule. Both values come in the form that the application compares (lib/text-key.ts).
-- Only numbers can be greater or less, and only the digits 0 to 9 make a number, because a cast to numeric takes no others.
-- A missing field satisfies nothing.
CREATE OR REPLACE FUNCTION public.profile_matches(p_field text, p_operator text, p_value text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(CASE p_operator
    WHEN 'equals' THEN p_field = p_value
    WHEN 'not_equals' THEN p_field <> p_value
    WHEN 'contains' THEN strpos(p_field, p_value) > 0
    ELSE CASE WHEN p_field ~ '^-?[0-9]+(\.[0-9]+)?$' AND p_value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN
      CASE p_operator WHEN 'greater_than' THEN p_field::numeric > p_value::numeric
                      WHEN 'less_than' THEN p_field::numeric < p_value::numeric END END
    END, false)
$function$;--> statement-breakpoint

-- Does the next piece of work on an OU's scores, for up to p_size leads, and returns 'working', or 'idle' if there is none.
-- All progress is in the "scoring" row, so any process can carry on after a crash, and two can share the work.
-- Locks that row, then the OU: shared for a batch, alone when a build begins or ends.
CREATE OR REPLACE FUNCTION public.recompute_step(p_org text, p_unit text, p_size integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  s public.scoring%ROWTYPE;
  wanted jsonb;
  boundary timestamptz;
  ids text[];
BEGIN
  SELECT * INTO s FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit FOR UPDATE;
  IF NOT FOUND THEN RETURN 'idle'; END IF;

  IF s.building IS NOT NULL AND s.due_at <= now() THEN -- the rules have changed again: what was built is for nothing
    UPDATE public.scoring c SET garbage = c.garbage || c.building, building = NULL, building_rules = NULL
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.building IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM public.leads l
                    WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after) THEN
      RETURN public.show_built_scores(p_org, p_unit);
    END IF;
    -- Beside ingests, but not beside a merge or an erasure, which would leave the scores of a lead that has gone.
    PERFORM public.enter_unit(p_org, p_unit, false);
    SELECT array_agg(batch.lead_id ORDER BY batch.lead_id) INTO ids FROM (
      SELECT l.lead_id FROM public.leads l
       WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id > s.building_after
       ORDER BY l.lead_id LIMIT p_size) batch;
    IF ids IS NULL THEN RETURN 'working'; END IF; -- the rest has been erased meanwhile
    -- A score that an ingest has made meanwhile is the newer one.
    INSERT INTO public.lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, s.building, l.lead_id, coalesce(p.engagement, 0) + coalesce(p.profile, 0),
           coalesce(p.engagement, 0), coalesce(p.profile, 0)
      FROM unnest(ids) l (lead_id)
      LEFT JOIN (SELECT r.lead_id, sum(r.points) FILTER (WHERE r.kind = 'engagement') AS engagement,
                        sum(r.points) FILTER (WHERE r.kind = 'profile') AS profile
                   FROM public.rule_points(p_org, p_unit, s.building_rules, ids) r GROUP BY r.lead_id) p USING (lead_id)
     ORDER BY l.lead_id
    ON CONFLICT DO NOTHING;
    UPDATE public.scoring c SET building_after = ids[cardinality(ids)], leads_done = c.leads_done + cardinality(ids)
     WHERE c.org_id = p_org AND c.unit_id = p_unit;

  ELSIF s.garbage <> '{}' THEN
    PERFORM public.clear_old_scores(p_org, p_unit, p_size);

  ELSIF s.due_at <= now() THEN
    PERFORM public.enter_unit(p_org, p_unit, true); -- from here on every ingest knows of what is being built
    wanted := public.effective_rules(p_org, p_unit);
    SELECT min(edge.at) INTO boundary FROM public.rulesets r CROSS JOIN LATERAL (VALUES (r.starts_at), (r.ends_at)) edge (at)
     WHERE r.org_id = p_org AND r.unit_id = p_unit AND r.active AND edge.at > now();
    IF wanted = s.rules THEN
      UPDATE public.scoring c SET due_at = boundary WHERE c.org_id = p_org AND c.unit_id = p_unit;
    ELSE
      UPDATE public.scoring c
         SET due_at = boundary, newest_generation = c.newest_generation + 1, building = c.newest_generation + 1,
             building_rules = wanted, building_after = '', building_started_at = clock_timestamp(), leads_done = 0,
             leads_total = (SELECT coalesce(sum(t.leads), 0) FROM public.lead_tallies t
                             WHERE t.org_id = p_org AND t.unit_id = p_unit)
       WHERE c.org_id = p_org AND c.unit_id = p_unit;
    END IF;

  ELSE
    RETURN 'idle';
  END IF;
  RETURN 'working';
END
$function$;--> statement-breakpoint

-- Deletes a lead's row and everything that was computed from its events. The caller holds the OU alone.
CREATE OR REPLACE FUNCTION public.remove_lead(p_org text, p_unit text, p_lead text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Of every generation there can be, each found by the whole key.
  DELETE FROM public.lead_scores s
   USING (SELECT unnest(c.garbage || ARRAY[c.generation, c.building]) AS generation
            FROM public.scoring c WHERE c.org_id = p_org AND c.unit_id = p_unit) live
   WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.generation = live.generation AND s.lead_id = p_lead;
  DELETE FROM public.score_points p WHERE p.org_id = p_org AND p.unit_id = p_unit AND p.lead_id = p_lead;
  DELETE FROM public.lead_event_counts c WHERE c.org_id = p_org AND c.unit_id = p_unit AND c.lead_id = p_lead;
  DELETE FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = p_lead;
  PERFORM public.tally_leads(p_org, p_unit, -1);
END
$function$;--> statement-breakpoint

-- Recomputes the scores of these leads, in the generation that is shown and in the one being built. p_last, if given, holds
-- the time of each lead's latest event. The caller holds the leads' row locks or the OU alone. Adds a point to the history of
-- a lead whose shown score changed. Updates each lead once at most: that update is the most expensive part of an ingest.
CREATE OR REPLACE FUNCTION public.rescore_leads(p_org text, p_unit text, p_leads text[], p_last timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  WITH live AS (
    SELECT s.generation, s.rules, true AS is_shown FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit
    UNION ALL
    SELECT s.building, s.building_rules, false FROM public.scoring s
     WHERE s.org_id = p_org AND s.unit_id = p_unit AND s.building IS NOT NULL
  ), points AS (
    SELECT g.generation, p.lead_id, sum(p.points) FILTER (WHERE p.kind = 'engagement') AS engagement,
           sum(p.points) FILTER (WHERE p.kind = 'profile') AS profile
      FROM live g CROSS JOIN LATERAL public.rule_points(p_org, p_unit, g.rules, p_leads) p
     GROUP BY 1, 2
  ), computed AS MATERIALIZED (
    SELECT g.generation, g.is_shown, l.lead_id, l.last, coalesce(p.engagement, 0)::bigint AS engagement,
           coalesce(p.profile, 0)::bigint AS profile,
           (SELECT o.score FROM public.lead_scores o
             WHERE o.org_id = p_org AND o.unit_id = p_unit AND o.generation = g.generation AND o.lead_id = l.lead_id) AS was
      FROM live g CROSS JOIN unnest(p_leads, p_last) l (lead_id, last)
      LEFT JOIN points p ON p.generation = g.generation AND p.lead_id = l.lead_id
  ), written AS (
    INSERT INTO public.lead_scores AS s (org_id, unit_id, generation, lead_id, score, engagement, profile)
    SELECT p_org, p_unit, c.generation, c.lead_id, c.engagement + c.profile, c.engagement, c.profile
      FROM computed c ORDER BY c.generation, c.lead_id
    ON CONFLICT (org_id, unit_id, generation, lead_id) DO UPDATE
       SET score = excluded.score, engagement = excluded.engagement, profile = excluded.profile
     WHERE (s.engagement, s.profile) IS DISTINCT FROM (excluded.engagement, excluded.profile)
  ), noted AS (
    UPDATE public.leads l
       SET score_changes = l.score_changes + c.changed, updated_at = now(),
           last_event_at = greatest(l.last_event_at, c.last),
           last_active_at = CASE WHEN c.last IS NULL THEN l.last_active_at ELSE greatest(l.last_event_at, c.last) END
      FROM (SELECT n.lead_id, n.last, n.engagement + n.profile AS score,
                   (n.was IS DISTINCT FROM n.engagement + n.profile)::integer AS changed
              FROM computed n WHERE n.is_shown) c
     WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = c.lead_id AND (c.changed = 1 OR c.last IS NOT NULL)
    RETURNING l.lead_id, l.score_changes, c.score, c.changed
  )
  INSERT INTO public.score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
  SELECT p_org, p_unit, c.lead_id, (c.score_changes - 1) % 200, now(), c.score_changes, c.score
    FROM noted c WHERE c.changed = 1
  ON CONFLICT (org_id, unit_id, lead_id, place) DO UPDATE
     SET recorded_at = excluded.recorded_at, change = excluded.change, score = excluded.score;
END
$function$;--> statement-breakpoint

-- Takes one attempt from each key's allowance before a guess is verified. Returns false if any allowance is used up, and then
-- takes and prolongs nothing. Locks the keys' rows in order, so parallel guesses queue: of eleven, at most ten get true.
-- Failures count in full until the window after the last one ends; those of "fading" keys decrease steadily over it.
CREATE OR REPLACE FUNCTION public.reserve_attempt(keys text[], limits integer[], fading text[], window_seconds integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  is_free boolean;
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  DELETE FROM public.attempts a WHERE a.attempt_key IN (
    SELECT old.attempt_key FROM public.attempts old
     WHERE old.expires_at < now() - interval '1 minute' AND old.attempt_key <> ALL (keys)
     LIMIT 100 FOR UPDATE SKIP LOCKED);
  -- Also where the row is there, because DO UPDATE locks it, and the lock is what counts.
  INSERT INTO public.attempts AS a (attempt_key, failures, expires_at)
    SELECT wanted.key, 0, clock_timestamp() + make_interval(secs => window_seconds)
      FROM unnest(keys) wanted (key) ORDER BY wanted.key
    ON CONFLICT (attempt_key) DO UPDATE
      SET failures = CASE
        WHEN a.expires_at <= clock_timestamp() THEN 0
        WHEN a.attempt_key = ANY (fading) THEN least(a.failures, ceil(
          limits[array_position(keys, a.attempt_key)] * extract(epoch FROM a.expires_at - clock_timestamp()) / window_seconds))
        ELSE a.failures END;
  SELECT bool_and(a.failures < limits[array_position(keys, a.attempt_key)]) INTO is_free
    FROM public.attempts a WHERE a.attempt_key = ANY (keys);
  IF NOT is_free THEN RETURN false; END IF;
  UPDATE public.attempts a
     SET failures = a.failures + 1,
         expires_at = clock_timestamp() + make_interval(secs => window_seconds)
   WHERE a.attempt_key = ANY (keys);
  RETURN true;
END
$function$;--> statement-breakpoint

-- Gives back what reserve_attempt took: the guess was right, or was never verified. Locks the keys' rows in order.
CREATE OR REPLACE FUNCTION public.return_attempt(keys text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM set_config('app.attempt_keys', array_to_string(keys, ','), true);
  PERFORM 1 FROM public.attempts a WHERE a.attempt_key = ANY (keys) ORDER BY a.attempt_key FOR UPDATE;
  UPDATE public.attempts a SET failures = greatest(a.failures - 1, 0) WHERE a.attempt_key = ANY (keys);
END
$function$;--> statement-breakpoint

-- The points that each rule gives each of the leads; a rule that gives a lead nothing has no row. Everything that computes or
-- explains a score goes through here.
CREATE OR REPLACE FUNCTION public.rule_points(p_org text, p_unit text, p_rules jsonb, p_leads text[])
 RETURNS TABLE(lead_id text, rule_id text, ruleset_id text, kind text, times bigint, points bigint)
 LANGUAGE sql
 STABLE
AS $function$
  -- OFFSET 0 has each lead looked up by the index: for a batch the planner would read a middling OU whole.
  SELECT c.lead_id, r.rule_id, r.ruleset_id, r.kind, c.events, r.weight * c.events
    FROM unnest(p_leads) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.event_type, n.events FROM public.lead_event_counts n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) c
    JOIN jsonb_to_recordset(p_rules) AS r (rule_id text, ruleset_id text, kind text, event_type text, weight bigint)
      ON r.event_type = c.event_type
  UNION ALL
  SELECT l.lead_id, r.rule_id, r.ruleset_id, r.kind, 1, r.weight
    FROM unnest(CASE WHEN p_rules @> '[{"kind": "profile"}]' THEN p_leads END) w (lead_id)
   CROSS JOIN LATERAL (SELECT n.lead_id, n.profile_keys FROM public.leads n
                        WHERE n.org_id = p_org AND n.unit_id = p_unit AND n.lead_id = w.lead_id OFFSET 0) l
   CROSS JOIN jsonb_to_recordset(p_rules)
           AS r (rule_id text, ruleset_id text, kind text, profile_field text, operator text, key text, weight bigint)
   WHERE r.kind = 'profile' AND public.profile_matches(l.profile_keys ->> r.profile_field, r.operator, r.key)
$function$;--> statement-breakpoint

-- Makes the lead p_lead, or changes the one it names. p_change holds any of owner_name, profile (with profile_keys) and
-- aliases; each replaces what was there. Returns 'saved', 'missing' or 'alias_taken'. Holds the OU alone.
CREATE OR REPLACE FUNCTION public.save_lead(p_org text, p_unit text, p_lead text, p_is_new boolean, p_change jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  target text;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  target := CASE WHEN p_is_new THEN p_lead ELSE public.lead_named(p_org, p_unit, p_lead) END;
  IF target IS NULL THEN RETURN 'missing'; END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
               JOIN public.lead_aliases a ON a.alias_kind = w.kind AND a.alias_key = w.key
              WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id <> target) THEN RETURN 'alias_taken'; END IF;
  IF p_is_new THEN
    INSERT INTO public.leads (org_id, unit_id, lead_id) VALUES (p_org, p_unit, target);
    PERFORM public.tally_leads(p_org, p_unit, 1);
  END IF;
  UPDATE public.leads l
     SET owner_name = CASE WHEN p_change ? 'owner_name' THEN p_change ->> 'owner_name' ELSE l.owner_name END,
         profile = coalesce(p_change -> 'profile', l.profile),
         profile_keys = coalesce(p_change -> 'profile_keys', l.profile_keys), updated_at = now()
   WHERE l.org_id = p_org AND l.unit_id = p_unit AND l.lead_id = target;
  IF p_change ? 'aliases' THEN
    DELETE FROM public.lead_aliases a WHERE a.org_id = p_org AND a.unit_id = p_unit AND a.lead_id = target
       AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text)
                        WHERE w.kind = a.alias_kind AND w.key = a.alias_key);
    INSERT INTO public.lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    SELECT p_org, p_unit, w.kind, w.key, w.raw, target
      FROM jsonb_to_recordset(p_change -> 'aliases') AS w (kind text, key text, raw text)
    ON CONFLICT (org_id, unit_id, alias_kind, alias_key) DO UPDATE SET raw_value = excluded.raw_value;
  END IF;
  PERFORM public.rescore_leads(p_org, p_unit, ARRAY[target]);
  RETURN 'saved';
END
$function$;--> statement-breakpoint

-- Makes an OU the one that the transaction works in, and returns the caller's role there. Returns null, and changes nothing,
-- if the caller has no access to it, whether or not it exists. A service account can only select its own.
CREATE OR REPLACE FUNCTION public.select_unit(p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := nullif(current_setting('app.org_id', true), '');
  unit_role text;
BEGIN
  IF org IS NULL THEN -- a service account works in its own
    RETURN CASE WHEN p_unit = current_setting('app.unit_id', true) THEN 'editor' END;
  END IF;
  IF current_setting('app.org_role', true) = 'admin' THEN
    SELECT 'admin' INTO unit_role FROM public.org_units u WHERE u.org_id = org AND u.unit_id = p_unit;
  ELSE
    SELECT m.role INTO unit_role FROM public.ou_memberships m
     WHERE m.org_id = org AND m.unit_id = p_unit AND m.org_member_id = current_setting('app.member_id', true);
  END IF;
  IF unit_role IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.unit_org_id', org, true), set_config('app.unit_id', p_unit, true),
          set_config('app.unit_role', unit_role, true);
  RETURN unit_role;
END
$function$;--> statement-breakpoint

-- Makes the generation that has been built the one that is shown: readers see all of the new scores at once. Holds the OU
-- alone, so that no ingest is still writing old ones. Returns 'working', for recompute_step.
CREATE OR REPLACE FUNCTION public.show_built_scores(p_org text, p_unit text)
 RETURNS text
 LANGUAGE sql
AS $function$
  SELECT public.enter_unit(p_org, p_unit, true);
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules, activated_at = clock_timestamp(),
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit
  RETURNING 'working'
$function$;--> statement-breakpoint

-- The accounts that an e-mail address can sign in to, one per organization, with the password hash to verify and whether the
-- account knows the device that asks. Deactivated members are left out.
CREATE OR REPLACE FUNCTION public.sign_in_accounts(presented_key text, presented_device text)
 RETURNS TABLE(org_id text, org_member_id text, role text, status text, password_hash text, knows_device boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true), set_config('app.device_hash', presented_device, true);
  RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.password_hash,
      EXISTS (SELECT FROM public.devices d WHERE d.org_id = m.org_id AND d.org_member_id = m.org_member_id
                 AND d.device_hash = presented_device)
    FROM public.members m WHERE m.email_key = presented_key AND m.status <> 'deactivated' ORDER BY m.org_id;
END
$function$;--> statement-breakpoint

-- Adds p_more to the OU's number of leads.
CREATE OR REPLACE FUNCTION public.tally_leads(p_org text, p_unit text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.lead_tallies AS t (org_id, unit_id, slot, leads) VALUES (p_org, p_unit, pg_backend_pid() % 16, p_more)
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET leads = t.leads + excluded.leads
$function$;--> statement-breakpoint

-- The OU, among those the scope reaches, that has this lead or that it was merged in; otherwise null. Rows of an OU are only
-- readable while working in it, so it tries each OU by primary key. Afterwards the scope works in no OU.
CREATE OR REPLACE FUNCTION public.unit_of_lead(p_org text, p_lead text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  here text;
  found_in text;
BEGIN
  PERFORM set_config('app.unit_org_id', p_org, true);
  FOR here IN SELECT u.unit_id FROM public.org_units u WHERE u.org_id = p_org ORDER BY u.unit_id LOOP
    PERFORM set_config('app.unit_id', here, true);
    SELECT here INTO found_in
     WHERE EXISTS (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = here AND l.lead_id = p_lead)
        OR EXISTS (SELECT FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = here AND m.merged_id = p_lead);
    EXIT WHEN found_in IS NOT NULL;
  END LOOP;
  PERFORM set_config('app.unit_org_id', '', true), set_config('app.unit_id', '', true);
  RETURN found_in;
END
$function$;
