DROP POLICY "audit_unsealed_seal" ON "audit_unsealed" CASCADE;--> statement-breakpoint
CREATE POLICY "audit_unsealed_read" ON "audit_unsealed" AS PERMISSIVE FOR SELECT TO public USING ((select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
CREATE POLICY "audit_unsealed_seal" ON "audit_unsealed" AS PERMISSIVE FOR DELETE TO public USING ((select nullif(current_setting('app.seals_audit_log', true), '')) is not null);--> statement-breakpoint
ALTER POLICY "audit_entries_write" ON "audit_entries" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));--> statement-breakpoint
ALTER POLICY "audit_unsealed_write" ON "audit_unsealed" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));--> statement-breakpoint
ALTER POLICY "audit_values_write" ON "audit_values" TO public WITH CHECK (org_id in (nullif(current_setting('app.org_id', true), ''), nullif(current_setting('app.unit_org_id', true), '')));
