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
);
--> statement-breakpoint
ALTER TABLE "account_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "devices" (
	"org_id" text NOT NULL,
	"org_member_id" text NOT NULL,
	"device_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_pkey" PRIMARY KEY("org_id","org_member_id","device_hash"),
	CONSTRAINT "devices_hash_shape" CHECK ("devices"."device_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "devices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "messages_pkey" PRIMARY KEY("org_id","message_id"),
	CONSTRAINT "messages_status" CHECK (status in ('queued', 'sent', 'kept', 'failed', 'delivered', 'bounced', 'complained'))
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "accepted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "deactivated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "status" text GENERATED ALWAYS AS (case when deactivated_at is not null then 'deactivated' when accepted_at is null then 'invited' else 'active' end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_link" FOREIGN KEY ("org_id","link_id") REFERENCES "public"."account_links"("org_id","link_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_links_by_id" ON "account_links" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "account_links_by_member" ON "account_links" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("org_id","created_at","message_id");--> statement-breakpoint
CREATE INDEX "messages_by_member" ON "messages" USING btree ("org_id","org_member_id");--> statement-breakpoint
CREATE INDEX "messages_by_link" ON "messages" USING btree ("org_id","link_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_time" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE POLICY "account_links_own" ON "account_links" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "account_links_invitations" ON "account_links" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin' and kind = 'invitation');--> statement-breakpoint
CREATE POLICY "account_links_presented" ON "account_links" AS PERMISSIVE FOR SELECT TO public USING (link_id = (select nullif(current_setting('app.link_id', true), '')));--> statement-breakpoint
CREATE POLICY "devices_own" ON "devices" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "messages_read" ON "messages" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '')) = 'admin');--> statement-breakpoint
CREATE POLICY "messages_queue" ON "messages" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
CREATE POLICY "messages_in_work" ON "messages" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and message_id = (select nullif(current_setting('app.message_id', true), '')));--> statement-breakpoint
CREATE POLICY "webhook_deliveries_named" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO public USING (delivery_id = (select nullif(current_setting('app.delivery_id', true), ''))
        or (received_at < now() - interval '1 day' and (select nullif(current_setting('app.delivery_id', true), '')) is not null));