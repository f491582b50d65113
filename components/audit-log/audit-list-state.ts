export const AUDIT_PATH = "/dashboard/audit";

/** The state in the audit log's address, with the names of GET /audit-log; `since` and `until` may be days. */
export type AuditListState = Partial<
  Record<"search" | "action" | "unit_id" | "since" | "until" | "actor" | "target" | "limit", string | undefined>
>;
