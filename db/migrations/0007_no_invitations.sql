DROP POLICY "invitations_read" ON "invitations" CASCADE;--> statement-breakpoint
DROP POLICY "invitations_create" ON "invitations" CASCADE;--> statement-breakpoint
DROP TABLE "invitations" CASCADE;