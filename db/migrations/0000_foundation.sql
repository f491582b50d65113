CREATE TABLE "invitations" (
	"org_id" text NOT NULL,
	"invitation_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_pkey" PRIMARY KEY("org_id","invitation_id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "members_pkey" PRIMARY KEY("org_id","org_member_id"),
	CONSTRAINT "members_email_taken" UNIQUE("org_id","email_key"),
	CONSTRAINT "members_role" CHECK (role in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org_units" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"slug" text NOT NULL,
	"external_ref" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "org_units_pkey" PRIMARY KEY("org_id","unit_id"),
	CONSTRAINT "org_units_name_taken" UNIQUE("org_id","name_key"),
	CONSTRAINT "org_units_slug_taken" UNIQUE("org_id","slug"),
	CONSTRAINT "org_units_external_ref_taken" UNIQUE("org_id","external_ref"),
	CONSTRAINT "org_units_name_length" CHECK (char_length("org_units"."name") between 1 and 100),
	CONSTRAINT "org_units_slug_shape" CHECK ("org_units"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "org_units_external_ref_length" CHECK (char_length("org_units"."external_ref") <= 255)
);
--> statement-breakpoint
ALTER TABLE "org_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations" (
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_pkey" PRIMARY KEY("org_id"),
	CONSTRAINT "organizations_name_length" CHECK (char_length("organizations"."name") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ou_memberships" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ou_memberships_pkey" PRIMARY KEY("org_id","unit_id","org_member_id"),
	CONSTRAINT "ou_memberships_role" CHECK (role in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "ou_memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
);
--> statement-breakpoint
ALTER TABLE "personal_access_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_organization" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_org_unit" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_access_tokens" ADD CONSTRAINT "personal_access_tokens_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_by_member" ON "invitations" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "members_email_key" ON "members" USING btree ("email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "org_units_one_default" ON "org_units" USING btree ("org_id") WHERE "org_units"."is_default";--> statement-breakpoint
CREATE INDEX "ou_memberships_by_member" ON "ou_memberships" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "personal_access_tokens_hash" ON "personal_access_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "personal_access_tokens_by_member" ON "personal_access_tokens" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE POLICY "invitations_read" ON "invitations" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "invitations_create" ON "invitations" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "members_read" ON "members" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "members_sign_in" ON "members" AS PERMISSIVE FOR SELECT TO public USING (email_key = (select nullif(current_setting('app.sign_in_email', true), '')));--> statement-breakpoint
CREATE POLICY "members_create" ON "members" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "members_change" ON "members" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or org_member_id = (select nullif(current_setting('app.member_id', true), ''))));--> statement-breakpoint
CREATE POLICY "members_remove" ON "members" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "org_units_read" ON "org_units" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "org_units_create" ON "org_units" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "org_units_change" ON "org_units" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "organizations_read" ON "organizations" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "organizations_found" ON "organizations" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "organizations_change" ON "organizations" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "ou_memberships_read" ON "ou_memberships" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) or org_member_id = (select nullif(current_setting('app.member_id', true), ''))));--> statement-breakpoint
CREATE POLICY "ou_memberships_grant" ON "ou_memberships" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ou_memberships_change" ON "ou_memberships" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ou_memberships_revoke" ON "ou_memberships" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '')) = 'admin' or unit_id = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "personal_access_tokens_own" ON "personal_access_tokens" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "personal_access_tokens_presented" ON "personal_access_tokens" AS PERMISSIVE FOR SELECT TO public USING (token_hash = (select nullif(current_setting('app.token_hash', true), '')));