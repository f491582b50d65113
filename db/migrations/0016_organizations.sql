ALTER TABLE "org_units" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "org_units" ADD COLUMN "group_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "org_units" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "org_units_by_group" ON "org_units" USING btree ("org_id","group_key" collate "C",(not "is_default"),"name_key" collate "C","unit_id" collate "C");--> statement-breakpoint
CREATE INDEX "org_units_by_change" ON "org_units" USING btree ("org_id","updated_at");--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_group_length" CHECK (char_length("org_units"."group_name") between 1 and 60);--> statement-breakpoint
ALTER TABLE "org_units" ADD CONSTRAINT "org_units_group_has_key" CHECK (("org_units"."group_name" is null) = ("org_units"."group_key" = ''));