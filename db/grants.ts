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
    "update (first_name, last_name, email, email_key, role, password_hash, last_active_unit_id, accepted_at, deactivated_at, invited_by, invited_by_name)",
    "delete",
  ],
  sign_in_addresses: ["select", "insert"],
  member_tallies: ["select", "insert", "update (admins, editors, viewers, invited)"],
  ou_memberships: ["select", "insert", "update (role)", "delete"],
  personal_access_tokens: ["select", "insert", "update (last_used_at)", "delete"],
  service_accounts: ["select", "insert", "update (name, trust_upstream_consent, last_used_at)", "delete"],
  account_links: ["select", "insert", "update (opened_at, used_at, revoked_at)"],
  messages: [
    "select",
    "insert",
    "update (status, attempts, reason, facts, provider_message_id, sent_at, delivered_at, bounced_at, complained_at, failed_at)",
  ],
  mail_budgets: ["select", "insert", "update (departures, notice_id, expires_at)", "delete"],
  devices: ["select", "insert", "update (last_seen_at)", "delete"],
  webhook_deliveries: ["select", "insert", "delete"],
  sessions: ["select", "insert", "update (last_seen_at, authenticated_at)", "delete"],
  leads: [
    "select",
    "insert",
    "update (owner_name, profile, profile_keys, updated_at, last_event_at, last_active_at, score_changes)",
    "delete",
  ],
  lead_merges: ["select", "insert", "update (lead_id)", "delete"],
  lead_tallies: ["select", "insert", "update (leads)"],
  lead_aliases: ["select", "insert", "update (raw_value, lead_id)", "delete"],
  events: ["select", "insert", "delete"],
  lead_event_counts: ["select", "insert", "update (events, last_at)", "delete"],
  event_days: ["select", "insert", "update (events)"],
  rulesets: ["select", "insert", "update (name, active, starts_at, ends_at, updated_at)", "delete"],
  rules: [
    "select",
    "insert",
    "update (event_type, profile_field, operator, value, value_key, weight, active)",
    "delete",
  ],
  scoring: [
    "select",
    "insert",
    "update (generation, rules, activated_at, newest_generation, due_at, building, building_rules, building_after, building_started_at, leads_done, leads_total, previous, garbage, garbage_after)",
  ],
  lead_scores: ["select", "insert", "update (score, engagement, profile)", "delete"],
  score_points: ["select", "insert", "update (recorded_at, change, score)", "delete"],
  ingest_requests: ["select", "insert", "update (items)", "delete"],
  ingest_request_leads: ["select", "insert", "delete"],
  attempts: ["select", "insert", "update (failures, expires_at)", "delete"],
};
