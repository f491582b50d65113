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
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_review" FOREIGN KEY ("org_id","review_id") REFERENCES "public"."access_reviews"("org_id","review_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_reviews_by_creation" ON "access_reviews" USING btree ("org_id","created_at","review_id" collate "C");--> statement-breakpoint
CREATE POLICY "access_review_items_read" ON "access_review_items" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_review_items_start" ON "access_review_items" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "access_review_items_decide" ON "access_review_items" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_id = any((select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "access_reviews_read" ON "access_reviews" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and ((select nullif(current_setting('app.org_role', true), '') = 'admin') or about_unit_ids && (select string_to_array(nullif(current_setting('app.admin_unit_ids', true), ''), ','))::text[]));--> statement-breakpoint
CREATE POLICY "access_reviews_start" ON "access_reviews" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "access_reviews_close" ON "access_reviews" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
ALTER TABLE "access_reviews" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_review_items" FORCE ROW LEVEL SECURITY;
