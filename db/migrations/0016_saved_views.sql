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
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member" FOREIGN KEY ("org_id","org_member_id") REFERENCES "public"."members"("org_id","org_member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "saved_views_own" ON "saved_views" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and org_member_id = (select nullif(current_setting('app.member_id', true), '')));--> statement-breakpoint
ALTER TABLE "saved_views" FORCE ROW LEVEL SECURITY;
