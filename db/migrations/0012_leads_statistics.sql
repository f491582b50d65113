ALTER TABLE "leads" drop column "search_key";--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "search_key" text GENERATED ALWAYS AS ((fold_text(coalesce(owner_name, ''))) || E'\n' || (fold_text(coalesce(profile ->> 'name', ''))) || E'\n' || (fold_text(coalesce(profile ->> 'company', '')))) STORED NOT NULL;--> statement-breakpoint
-- An OU belongs to one organization: taken as independent, the two columns would make every OU look as if it had one row, and
-- each index that begins with them as good as the primary key for finding a row by its key. drizzle-kit cannot express it.
CREATE STATISTICS "leads_unit" (dependencies) ON org_id, unit_id FROM "leads";--> statement-breakpoint
CREATE STATISTICS "lead_aliases_unit" (dependencies) ON org_id, unit_id FROM "lead_aliases";--> statement-breakpoint
CREATE STATISTICS "lead_merges_unit" (dependencies) ON org_id, unit_id FROM "lead_merges";--> statement-breakpoint
CREATE STATISTICS "lead_event_counts_unit" (dependencies) ON org_id, unit_id FROM "lead_event_counts";--> statement-breakpoint
CREATE STATISTICS "lead_scores_unit" (dependencies) ON org_id, unit_id FROM "lead_scores";
