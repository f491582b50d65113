import type { MessageKind } from "@/domain/mail/schema";
import type { MessageStatus } from "@/lib/message-status";

/** What each mail is about. */
export const kindNames: Record<MessageKind, string> = {
  invitation: "Invitation",
  password_reset: "New password, asked for",
  password_changed: "Password changed",
  email_confirmation: "New address to confirm",
  email_changed: "Address changed",
  new_sign_in: "Sign-in from a new device",
  ou_access_granted: "Access to a unit granted",
  notices: "Several notices in one",
};

/** What each status is called where it stands alone. */
export const messageStatusNames: Record<MessageStatus, string> = {
  queued: "Queued",
  sent: "Sent",
  kept: "Kept here",
  failed: "Failed",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Marked as spam",
};

/** How much attention each status asks for; of a Badge. */
export const messageStatusTones = {
  queued: "neutral",
  sent: "accent",
  kept: "warn",
  failed: "bad",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
} as const;

// Codes of lib/mailer.ts and of the worker; the provider's own are in the words of its documentation.
const reasons: Record<string, string> = {
  timeout: "the provider did not answer in time",
  no_answer: "the provider could not be reached",
  unreadable_answer: "the provider's answer could not be read",
  rate_limit_exceeded: "the provider takes no more at the moment",
  daily_quota_exceeded: "the provider's quota of the day is used up",
  monthly_quota_exceeded: "the provider's quota of the month is used up",
  invalid_api_key: "the provider does not know the key in RESEND_API_KEY",
  missing_api_key: "the provider does not know the key in RESEND_API_KEY",
  restricted_api_key: "the key in RESEND_API_KEY may not send",
  invalid_from_address: "the provider does not accept the sender in MAIL_FROM",
  validation_error: "the provider does not accept the mail",
  application_error: "the provider has an error of its own",
  internal_server_error: "the provider has an error of its own",
  address_not_plain: "the address could be read as more than one",
  subject_not_one_line: "the subject is not one line",
  link_ended: "its link had ended before it was sent",
  unreadable_message: "the message cannot be read",
  bounce: "the recipient's server returned it",
  bounce_permanent: "the recipient's server does not know the address, or takes nothing for it",
  bounce_transient: "the recipient's server could not take it at the time",
  bounce_undetermined: "the recipient's server returned it, and did not say why",
  provider_failed: "the provider could not deliver it",
  provider_suppressed: "the provider keeps the address on its list of those that it sends nothing to",
  interrupted: "an attempt was cut off, and another might have been a second mail",
};

/** Why a message has failed, or is not sent yet: in words, with the code where that alone tells more. Null without a reason. */
export function reasonWords(reason: string | null): string | null {
  if (!reason) return null;
  const [, givenUp = "", rest = reason] = /^(given_up: )?(.*)$/.exec(reason) ?? [];
  const [code = "", status] = rest.split(" ");
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const words = known ? `${known}${status ? ` (${status})` : ""}` : rest.replaceAll("_", " ");
  return givenUp ? `given up after a day; ${words}` : words;
}
