-- drizzle-kit has no word for a column after SET NULL: without it org_id would be set null too, which it never is. Access
-- outlives whoever granted it.
ALTER TABLE "ou_memberships" ADD CONSTRAINT "ou_memberships_granter" FOREIGN KEY ("org_id", "granted_by")
  REFERENCES "public"."members" ("org_id", "org_member_id") ON DELETE SET NULL ("granted_by");
