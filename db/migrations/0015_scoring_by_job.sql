DROP INDEX "scoring_due";--> statement-breakpoint
DROP POLICY "scoring_waiting" ON "scoring" CASCADE;