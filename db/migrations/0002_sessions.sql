CREATE TABLE "attempts" (
	"attempt_key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attempts_key_shape" CHECK ("attempts"."attempt_key" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "sessions_pkey" PRIMARY KEY("org_id","session_id"),
	CONSTRAINT "sessions_hash_shape" CHECK ("sessions"."session_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "sessions_user_agent_length" CHECK (char_length("sessions"."user_agent") <= 300)
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "last_active_unit_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_by_expiry" ON "attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_hash" ON "sessions" USING btree ("session_hash");--> statement-breakpoint
CREATE INDEX "sessions_by_member" ON "sessions" USING btree ("org_id","org_member_id");--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_last_active_unit" FOREIGN KEY ("org_id","last_active_unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "attempts_named" ON "attempts" AS PERMISSIVE FOR ALL TO public USING (attempt_key = any((select string_to_array(nullif(current_setting('app.attempt_keys', true), ''), ','))::text[])
        or (expires_at < now() and (select nullif(current_setting('app.attempt_keys', true), '')) is not null));--> statement-breakpoint
CREATE POLICY "sessions_own" ON "sessions" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
CREATE POLICY "sessions_presented" ON "sessions" AS PERMISSIVE FOR SELECT TO public USING (session_hash = (select nullif(current_setting('app.session_hash', true), '')));