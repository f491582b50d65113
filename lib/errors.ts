import { processWide } from "./process-wide";

/** The product's own codes for refusals; lib/http/problem.ts maps each to its status. */
export type ErrorCode =
  | "unauthorized"
  | "forbidden"
  | "organization_suspended"
  | "insufficient_scope"
  | "origin_refused"
  | "reauthentication_required"
  | "sign_in_failed"
  | "too_many_attempts"
  | "malformed_path"
  | "malformed_body"
  | "unsupported_media_type"
  | "body_too_large"
  | "metadata_too_large"
  | "invalid_content"
  | "active_ou_required"
  | "org_unit_access_required"
  | "not_found"
  | "org_unit_not_found"
  | "member_not_found"
  | "membership_not_found"
  | "access_change_not_found"
  | "access_review_not_found"
  | "access_review_item_not_found"
  | "token_not_found"
  | "session_not_found"
  | "lead_not_found"
  | "ruleset_not_found"
  | "rule_not_found"
  | "preview_too_large"
  | "secret_not_found"
  | "credential_not_found"
  | "checkpoint_not_found"
  | "webhook_endpoint_not_found"
  | "webhook_delivery_not_found"
  | "webhook_endpoint_disabled"
  | "too_many_webhook_endpoints"
  | "link_not_valid"
  | "not_invited"
  | "invitation_waiting"
  | "too_soon"
  | "rate_limited"
  | "mail_budget_exhausted"
  | "signature_not_valid"
  | "delivery_repeated"
  | "method_not_allowed"
  | "deletion_not_supported"
  | "org_unit_name_taken"
  | "external_ref_taken"
  | "email_taken"
  | "last_admin"
  | "selection_changed"
  | "change_refused"
  | "change_superseded"
  | "access_review_closed"
  | "view_not_found"
  | "view_name_taken"
  | "too_many_views"
  | "precondition_failed"
  | "alias_taken"
  | "idempotency_key_reused"
  | "request_in_progress"
  | "member_not_active"
  | "member_active"
  | "overloaded"
  | "database_unavailable"
  | "not_ready"
  | "storage_full"
  | "internal_error";

/** One fault in a request body: a JSON Pointer (RFC 6901) and a sentence. */
export type FieldFault = { pointer: string; detail: string };

/** A refusal that the caller may see. The detail is written for them and never contains other people's data or the cause. */
class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    readonly faults?: readonly FieldFault[],
    /** When to try again, if that is known more precisely than the code says. */
    readonly retrySeconds?: number,
    /** Further members of the problem, such as the current content of what the change would have replaced unseen. */
    readonly extension?: object,
  ) {
    // It is an answer, not a fault: nobody reads its stack, which costs more than everything else about it.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(detail ?? code);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "DomainError";
  }
}

// One class for both bundles, which share the database pool: each has to recognize what the other throws.
export const DomainError = processWide("DomainError", () => Refusal);
export type DomainError = Refusal;

/** A refusal whose problem has further members. */
export const extendedRefusal = (code: ErrorCode, extension: object | undefined, detail?: string): DomainError =>
  new DomainError(code, detail, undefined, undefined, extension);

/** For `catch`: gives null for this refusal, and throws anything else. */
export const nullFor =
  (code: ErrorCode) =>
  (error: unknown): null => {
    if (error instanceof DomainError && error.code === code) return null;
    throw error;
  };
