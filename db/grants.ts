/**
 * What the application's role may do, table by table; db/migrate.ts grants exactly this and revokes the rest.
 * A missing privilege is deliberate: an OU cannot be deleted, an id or an org_id cannot be changed.
 */
export const tableGrants: Record<string, readonly string[]> = {
  organizations: ["select", "insert", "update (name)"],
  org_units: ["select", "insert", "update (name, name_key, slug, external_ref)"],
  members: [
    "select",
    "insert",
    "update (first_name, last_name, email, email_key, role, password_hash, last_active_unit_id, accepted_at, deactivated_at)",
    "delete",
  ],
  ou_memberships: ["select", "insert", "update (role)", "delete"],
  personal_access_tokens: ["select", "insert", "update (last_used_at)", "delete"],
  account_links: ["select", "insert", "update (opened_at, used_at, revoked_at)"],
  messages: [
    "select",
    "insert",
    "update (status, attempts, reason, provider_message_id, sent_at, delivered_at, bounced_at, complained_at, failed_at)",
  ],
  devices: ["select", "insert", "update (last_seen_at)", "delete"],
  webhook_deliveries: ["select", "insert", "delete"],
  sessions: ["select", "insert", "update (last_seen_at)", "delete"],
  attempts: ["select", "insert", "update (failures, expires_at)", "delete"],
};
