import { ConfigError, env } from "./env";
import { mailableAddress } from "./mail-address";
import { BoundedResend } from "./resend-client";

/** One mail to one recipient. */
export type OutgoingMail = {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same for every attempt at the same mail, at most 256 characters; Resend keeps it for 24 hours. */
  idempotencyKey: string;
  /** Come back in the webhook's events; names and values in [A-Za-z0-9_-]. */
  tags?: { name: string; value: string }[];
};

/**
 * The result of an attempt. `sent`: the provider has accepted it, now or in an earlier attempt whose answer was lost; then
 * `providerId` may be null. `refused`: for good. `later`: try again, after `afterSeconds` if given; with `slowsQueue` other
 * mails would fail too. `reason` is a short code, with the answer's status if there was one.
 */
export type Outcome =
  | { kind: "sent"; providerId: string | null }
  | { kind: "refused"; reason: string }
  | { kind: "later"; reason: string; afterSeconds?: number; slowsQueue: boolean };

const TIMEOUT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 24 * 3600;

// The client's own list of codes. Any other text from the provider could contain an address, so it is not repeated.
const codes = new Set<string>([
  "application_error",
  "concurrent_idempotent_requests",
  "daily_quota_exceeded",
  "internal_server_error",
  "invalid_access",
  "invalid_api_key",
  "invalid_attachment",
  "invalid_from_address",
  "invalid_idempotency_key",
  "invalid_idempotent_request",
  "invalid_parameter",
  "invalid_region",
  "method_not_allowed",
  "missing_api_key",
  "missing_required_field",
  "monthly_quota_exceeded",
  "not_found",
  "rate_limit_exceeded",
  "restricted_api_key",
  "security_error",
  "validation_error",
]);

/** Retry-After of either form (RFC 9110 §10.2.3) in seconds from now, at most a day; undefined if missing or invalid. */
function retryAfterSeconds(header: string | undefined): number | undefined {
  const text = header?.trim() ?? "";
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_WAIT_SECONDS);
}

type Answer = Awaited<ReturnType<BoundedResend["emails"]["send"]>>;

function outcomeOfError(error: unknown, headers: Answer["headers"]): Outcome {
  const { name, statusCode } = Object(error) as { name?: unknown; statusCode?: unknown };
  const status = typeof statusCode === "number" ? statusCode : 0;
  const code = typeof name === "string" && codes.has(name) ? name : "unknown_error";
  const reason = status > 0 ? `${code} ${status}` : "unreadable_answer";
  if (code === "invalid_idempotent_request" && status === 409) return { kind: "sent", providerId: null };
  const afterSeconds = retryAfterSeconds(headers?.["retry-after"]);
  const wait = afterSeconds === undefined ? {} : { afterSeconds };
  // The key or the sender's domain is wrong: every mail fails until the operator corrects it.
  if (status === 401 || status === 403 || status === 429) return { kind: "later", reason, ...wait, slowsQueue: true };
  // The client's code for an answer that is not JSON: it came from something in between, not from Resend.
  const isForeign = code === "application_error";
  const isFinal = status >= 400 && status < 500 && ![408, 409, 425].includes(status) && !isForeign;
  return isFinal ? { kind: "refused", reason } : { kind: "later", reason, ...wait, slowsQueue: false };
}

/**
 * Hands a mail to Resend and returns the result; throws only ConfigError, without an API key. Several attempts with the same
 * key and content make one mail. The answer "same key, other content" means that an earlier attempt was accepted
 * (https://resend.com/docs/dashboard/emails/idempotency-keys): the mail is sent, but its id is unknown.
 */
export async function sendMail(
  { idempotencyKey, to, ...mail }: OutgoingMail,
  { timeoutSeconds = TIMEOUT_SECONDS } = {},
): Promise<Outcome> {
  const { RESEND_API_KEY, RESEND_BASE_URL } = env();
  if (!RESEND_API_KEY) throw new ConfigError("Set RESEND_API_KEY and MAIL_FROM to send mail.");
  // Text that could be read as two recipients, or as a header, is not sent.
  const address = mailableAddress(to);
  if (!address) return { kind: "refused", reason: "address_not_plain" };
  if (/\p{Cc}/u.test(mail.subject)) return { kind: "refused", reason: "subject_not_one_line" };
  const resend = new BoundedResend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL.replace(/\/+$/, "") });
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  const { data, error, headers } = await resend.emails.send({ ...mail, to: [address] }, { idempotencyKey, signal });
  if (error) {
    if (headers) return outcomeOfError(error, headers);
    // The client does not distinguish a broken connection from a 200 that is not JSON.
    return { kind: "later", reason: signal.aborted ? "timeout" : "no_answer", slowsQueue: false };
  }
  const id: unknown = data?.id;
  if (typeof id === "string" && id !== "") return { kind: "sent", providerId: id };
  return { kind: "later", reason: "unreadable_answer", slowsQueue: false };
}
