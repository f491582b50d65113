import { DomainError, type ErrorCode } from "@/lib/errors";
import { type Finished, toResponse } from "./finished";
import { transportHeaders } from "./security-headers";

type Meaning = { status: number; title: string; headers?: Record<string, string> };

/** Every refusal: code → status and title (contract §6). The only place that maps the domain's errors to HTTP. */
export const problems: Record<ErrorCode, Meaning> = {
  unauthorized: {
    status: 401,
    title: "A valid access token or session is required.",
    headers: { "WWW-Authenticate": "Bearer" },
  },
  origin_refused: {
    status: 403,
    title: "Requests with a browser session are only accepted from this installation's own pages.",
  },
  reauthentication_required: {
    status: 403,
    title: "You signed in a while ago; confirm your password first, at POST /me/reauthenticate.",
  },
  sign_in_failed: { status: 401, title: "The e-mail address or password is wrong." },
  too_many_attempts: {
    status: 429,
    title: "Too many wrong attempts; try again in fifteen minutes.",
    headers: { "Retry-After": "900" },
  },
  organization_suspended: { status: 403, title: "The organization is suspended; nothing in it can be used for now." },
  insufficient_scope: { status: 403, title: "The credential does not have the scope that this needs." },
  forbidden: { status: 403, title: "Your role does not allow this." },
  org_unit_access_required: { status: 403, title: "You do not have access to this organizational unit." },
  malformed_path: { status: 400, title: "The path is not valid percent-encoded UTF-8." },
  malformed_body: { status: 400, title: "The body is not a valid JSON document." },
  unsupported_media_type: { status: 415, title: "The body must be sent as application/json in UTF-8." },
  body_too_large: { status: 413, title: "The body is too large." },
  metadata_too_large: {
    status: 413,
    title: "The metadata of an event is larger than 100 kB or has more than 1,000 keys.",
  },
  invalid_content: { status: 400, title: "Some fields are missing or not valid." },
  active_ou_required: { status: 400, title: "Set the active organizational unit first." },
  not_found: { status: 404, title: "There is nothing at this path." },
  org_unit_not_found: { status: 404, title: "No such organizational unit." },
  member_not_found: { status: 404, title: "No such member." },
  membership_not_found: { status: 404, title: "The member has no membership in this organizational unit." },
  access_change_not_found: { status: 404, title: "No such access change." },
  access_review_not_found: { status: 404, title: "No such access review." },
  access_review_item_not_found: { status: 404, title: "No such item in this access review." },
  view_not_found: { status: 404, title: "You have no such saved view." },
  token_not_found: { status: 404, title: "No such access token." },
  session_not_found: { status: 404, title: "No such session." },
  secret_not_found: { status: 404, title: "No such service account in this organizational unit." },
  credential_not_found: { status: 404, title: "The member has no such session, access token or service account." },
  lead_not_found: { status: 404, title: "No such lead in the active organizational unit." },
  ruleset_not_found: { status: 404, title: "No such ruleset in the active organizational unit." },
  rule_not_found: { status: 404, title: "No such rule in this ruleset." },
  checkpoint_not_found: {
    status: 404,
    title: "The audit log has no checkpoint yet; the first is signed within a minute of the first entry.",
  },
  webhook_endpoint_not_found: { status: 404, title: "No such webhook endpoint." },
  webhook_delivery_not_found: { status: 404, title: "No such delivery to a webhook endpoint." },
  webhook_endpoint_disabled: { status: 409, title: "This webhook endpoint is disabled; enable it first." },
  too_many_webhook_endpoints: { status: 409, title: "An organization has at most 100 webhook endpoints." },
  link_not_valid: { status: 404, title: "This link has been used, has expired, or has been replaced by a newer one." },
  not_invited: { status: 409, title: "Only a member who is still invited has an invitation." },
  invitation_waiting: {
    status: 409,
    title: "The sender of this invitation may no longer invite; another admin has to confirm it.",
  },
  too_soon: {
    status: 429,
    title: "An invitation went to this address within the last minute.",
    headers: { "Retry-After": "60" },
  },
  rate_limited: {
    status: 429,
    title: "Too many requests; try again in a moment.",
    headers: { "Retry-After": "1" },
  },
  mail_budget_exhausted: {
    status: 429,
    title: "This address has been sent enough invitations and links for now.",
    headers: { "Retry-After": "3600" },
  },
  signature_not_valid: { status: 403, title: "The signature does not match the body, the secret or the time." },
  delivery_repeated: { status: 409, title: "This delivery has already been processed." },
  method_not_allowed: { status: 405, title: "This path does not support that method." },
  deletion_not_supported: {
    status: 405,
    title: "Organizational units cannot be deleted, to prevent data loss.",
    headers: { Allow: "GET, PUT, HEAD, OPTIONS" },
  },
  org_unit_name_taken: { status: 409, title: "Another organizational unit has this name." },
  external_ref_taken: { status: 409, title: "Another organizational unit has this external reference." },
  email_taken: { status: 409, title: "Another member has this e-mail address." },
  view_name_taken: { status: 409, title: "You have another saved view with this name." },
  too_many_views: { status: 409, title: "You have as many saved views as you may; delete one first." },
  alias_taken: { status: 409, title: "Another lead in the organizational unit has one of these aliases." },
  preview_too_large: {
    status: 422,
    title: "This preview would compare too many rules with too many leads; change fewer profile rules at once.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "This Idempotency-Key was already used with another method, path or body.",
  },
  request_in_progress: {
    status: 409,
    title: "An earlier request with this Idempotency-Key is still running; try again shortly.",
    headers: { "Retry-After": "1" },
  },
  precondition_failed: { status: 412, title: "This has changed since you read it." },
  member_not_active: { status: 409, title: "This member is invited or deactivated, not active." },
  member_active: { status: 409, title: "This member is active or invited; deactivate or remove them first." },
  last_admin: { status: 409, title: "An organization needs at least one active admin." },
  selection_changed: { status: 409, title: "The number of members who match has changed since you looked." },
  change_refused: { status: 409, title: "Some items of the change are refused, so nothing has changed." },
  change_superseded: { status: 409, title: "Some of what it did has changed since." },
  access_review_closed: { status: 409, title: "This access review is closed." },
  overloaded: { status: 503, title: "The server is busy; try again shortly.", headers: { "Retry-After": "1" } },
  database_unavailable: {
    status: 503,
    title: "The database cannot be reached; try again shortly.",
    headers: { "Retry-After": "2" },
  },
  storage_full: {
    status: 507,
    title: "The disk of the database is almost full, so nothing can be added for now. Reading and deleting still work.",
    headers: { "Retry-After": "60" },
  },
  not_ready: { status: 503, title: "The service is not ready.", headers: { "Retry-After": "2" } },
  internal_error: { status: 500, title: "Something went wrong on our side." },
};

/** The code's documented `type` (RFC 9457 §3.1.1). */
export const problemType = (code: ErrorCode): string => `urn:leadvibe:problem:${code}`;

const PROBLEM_TYPE = { "Content-Type": "application/problem+json" };

/**
 * The `application/problem+json` answer (RFC 9457, contract §6) to anything thrown. Anything but a DomainError becomes
 * `internal_error` without its cause. Adds `headers`, such as the `Allow` of a 405.
 */
export function problemAnswer(thrown: unknown, requestId: string, headers: Record<string, string> = {}): Finished {
  const error = thrown instanceof DomainError ? thrown : new DomainError("internal_error");
  const { status, title, headers: ownHeaders } = problems[error.code];
  const retry = error.retrySeconds === undefined ? undefined : { "Retry-After": String(error.retrySeconds) };
  const body = {
    type: problemType(error.code),
    title,
    status,
    detail: error.detail ?? title,
    code: error.code,
    request_id: requestId,
    errors: error.faults, // JSON has no undefined
    ...error.extension,
  };
  return {
    status,
    headers: answerHeaders(requestId, PROBLEM_TYPE, ownHeaders, retry, headers),
    text: JSON.stringify(body),
  };
}

/** The same as a Response. */
export function problemResponse(thrown: unknown, requestId: string, headers?: Record<string, string>): Response {
  return toResponse(problemAnswer(thrown, requestId, headers));
}

/** The headers of every API answer, and more; the last of a name counts. */
export function answerHeaders(requestId: string, ...more: (Record<string, string> | undefined)[]) {
  const headers: Record<string, string> = {
    "X-Request-Id": requestId,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
  // A loop, because spreading objects costs three times as much, on every request.
  for (const some of [transportHeaders(), ...more]) {
    for (const name in some) headers[name] = some[name] ?? "";
  }
  return headers;
}
