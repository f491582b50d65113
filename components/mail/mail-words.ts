import type { MessageKind } from "@/domain/mail/schema";
import type { MessageStatus } from "@/lib/message-status";

/** Labels for the kinds of mail. */
export const kindNames: Record<MessageKind, string> = {
  invitation: "Invitation",
  password_reset: "Password reset",
  password_changed: "Password changed",
  email_confirmation: "Address confirmation",
  email_changed: "Address changed",
  new_sign_in: "Sign-in from a new device",
  ou_access_granted: "Access granted",
  audit_checkpoint: "Audit log checkpoint",
  several_ous_granted: "Access granted",
  access_ending: "Access ends soon",
  granted_access_ending: "Access you granted ends soon",
  access_review: "Access review",
  webhook_disabled: "Webhook endpoint disabled",
  notices: "Combined notices",
};

/** Labels for message statuses. */
export const messageStatusNames: Record<MessageStatus, string> = {
  queued: "Queued",
  sent: "Sent",
  kept: "Kept here",
  failed: "Failed",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Marked as spam",
};

/** The Badge tone of each status. */
export const messageStatusTones = {
  queued: "neutral",
  sent: "accent",
  kept: "warn",
  failed: "bad",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
} as const;

// Codes of lib/mailer.ts, the worker and the provider.
const reasons: Record<string, string> = {
  timeout: "the provider did not answer in time",
  no_answer: "the provider could not be reached",
  unreadable_answer: "the provider's answer could not be read",
  rate_limit_exceeded: "the provider's rate limit was reached",
  daily_quota_exceeded: "the provider's daily quota is used up",
  monthly_quota_exceeded: "the provider's monthly quota is used up",
  invalid_api_key: "the provider does not accept the key in RESEND_API_KEY",
  missing_api_key: "the provider does not accept the key in RESEND_API_KEY",
  restricted_api_key: "the key in RESEND_API_KEY has no permission to send",
  invalid_from_address: "the provider does not accept the sender in MAIL_FROM",
  validation_error: "the provider does not accept the mail",
  application_error: "the provider had an internal error",
  internal_server_error: "the provider had an internal error",
  address_not_plain: "the address could be read as several addresses",
  subject_not_one_line: "the subject is not a single line",
  link_ended: "its link stopped working before it was sent",
  unreadable_message: "the message cannot be read",
  bounce: "the recipient's server returned it",
  bounce_permanent: "the recipient's server does not know the address or accepts no mail for it",
  bounce_transient: "the recipient's server could not accept it at the time",
  bounce_undetermined: "the recipient's server returned it without saying why",
  provider_failed: "the provider could not deliver it",
  provider_suppressed: "the address is on the provider's suppression list",
  interrupted: "an attempt was cut off, and retrying might have sent it twice",
};

/** Why a message failed or is not sent yet, in words; an unknown code is shown as it is. Null without a reason. */
export function reasonWords(reason: string | null): string | null {
  if (!reason) return null;
  const [, givenUp = "", rest = reason] = /^(given_up: )?(.*)$/.exec(reason) ?? [];
  const [code = "", status] = rest.split(" ");
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const words = known ? `${known}${status ? ` (${status})` : ""}` : rest.replaceAll("_", " ");
  return givenUp ? `given up after a day; ${words}` : words;
}
