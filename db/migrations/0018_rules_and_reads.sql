ALTER TABLE "rules" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_position" CHECK (position > 0);
