ALTER TABLE "rulesets" ADD COLUMN "score_above" bigint;--> statement-breakpoint
ALTER TABLE "scoring" ADD COLUMN "thresholds" jsonb DEFAULT '[]'::jsonb NOT NULL;