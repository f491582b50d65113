CREATE TABLE "endpoint_deliveries" (
	"org_id" text NOT NULL,
	"delivery_id" text collate "C" NOT NULL,
	"endpoint_id" text NOT NULL,
	"type" text NOT NULL,
	"entry_id" text collate "C",
	"happened_at" text NOT NULL,
	"data" jsonb,
	"status" text DEFAULT 'pending' NOT NULL,
	"next_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoint_deliveries_pkey" PRIMARY KEY("org_id","delivery_id"),
	CONSTRAINT "endpoint_deliveries_status" CHECK (status in ('pending', 'delivered', 'failed')),
	CONSTRAINT "endpoint_deliveries_next" CHECK ((status = 'pending') = (next_at is not null))
);
--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"org_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"event_types" text[] NOT NULL,
	"only_unit_id" text,
	"active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"next_turn_at" timestamp with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"created_by_name" text,
	CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY("org_id","endpoint_id"),
	CONSTRAINT "webhook_endpoints_types" CHECK (cardinality(event_types) > 0),
	CONSTRAINT "webhook_endpoints_reason" CHECK (disabled_reason in ('gone', 'failing'))
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ADD CONSTRAINT "endpoint_deliveries_endpoint" FOREIGN KEY ("org_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("org_id","endpoint_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_only_unit" FOREIGN KEY ("org_id","only_unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_due" ON "endpoint_deliveries" USING btree ("org_id","endpoint_id","next_at","delivery_id") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_by_endpoint" ON "endpoint_deliveries" USING btree ("org_id","endpoint_id","delivery_id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_by_id" ON "webhook_endpoints" USING btree ("org_id","endpoint_id" collate "C");--> statement-breakpoint
CREATE POLICY "endpoint_deliveries_managed" ON "endpoint_deliveries" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "endpoint_deliveries_queue" ON "endpoint_deliveries" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and (select nullif(current_setting('app.queues_events', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "webhook_endpoints_managed" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO public USING (org_id = (select nullif(current_setting('app.org_id', true), '')) and (select nullif(current_setting('app.org_role', true), '') = 'admin'));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_wanting" ON "webhook_endpoints" AS PERMISSIVE FOR SELECT TO public USING (org_id in ((select nullif(current_setting('app.org_id', true), '')), (select nullif(current_setting('app.unit_org_id', true), ''))) and (select nullif(current_setting('app.queues_events', true), '')) is not null);--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" FORCE ROW LEVEL SECURITY;
