CREATE TABLE "mail_budgets" (
	"org_id" text NOT NULL,
	"budget_key" text NOT NULL,
	"departures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notice_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_budgets_pkey" PRIMARY KEY("org_id","budget_key"),
	CONSTRAINT "mail_budgets_key_shape" CHECK ("mail_budgets"."budget_key" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "mail_budgets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "leaves_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mail_budgets" ADD CONSTRAINT "mail_budgets_organization" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_budgets_by_expiry" ON "mail_budgets" USING btree ("org_id","expires_at");--> statement-breakpoint
CREATE POLICY "mail_budgets_all" ON "mail_budgets" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')));--> statement-breakpoint
ALTER TABLE "mail_budgets" FORCE ROW LEVEL SECURITY;
