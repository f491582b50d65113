import { render, toPlainText } from "@react-email/render";
import type { z } from "zod";
import { appUrl } from "@/lib/env";
import { accessEnding } from "./access-ending";
import { accessReview } from "./access-review";
import { auditCheckpoint } from "./audit-checkpoint";
import { emailChanged } from "./email-changed";
import { emailConfirmation } from "./email-confirmation";
import { grantedAccessEnding } from "./granted-access-ending";
import { invitation } from "./invitation";
import { newSignIn } from "./new-sign-in";
import { notices } from "./notices";
import { ouAccessGranted } from "./ou-access-granted";
import { passwordChanged } from "./password-changed";
import { passwordReset } from "./password-reset";
import { severalOusGranted } from "./several-ous-granted";
import { webhookDisabled } from "./webhook-disabled";

/** Every mail by kind, the name that messages are stored under. */
export const mails = {
  invitation,
  password_reset: passwordReset,
  password_changed: passwordChanged,
  email_confirmation: emailConfirmation,
  email_changed: emailChanged,
  new_sign_in: newSignIn,
  ou_access_granted: ouAccessGranted,
  audit_checkpoint: auditCheckpoint,
  several_ous_granted: severalOusGranted,
  access_ending: accessEnding,
  granted_access_ending: grantedAccessEnding,
  access_review: accessReview,
  webhook_disabled: webhookDisabled,
  notices,
} as const;

type Mails = typeof mails;
export type MailKind = keyof Mails;

/** The stored facts of a kind of mail; times are ISO 8601. */
export type MailFacts<Kind extends MailKind> = z.input<Mails[Kind]["facts"]>;

/** A mail to render. If its secret link is absent, the mail says that it is withheld. */
export type Mail = {
  [Kind in MailKind]: Mails[Kind]["linked"] extends true
    ? { kind: Kind; facts: MailFacts<Kind>; link?: string }
    : { kind: Kind; facts: MailFacts<Kind>; link?: undefined };
}[MailKind];

/** A mail ready to send; `text` and `html` say the same. */
export type RenderedMail = { subject: string; html: string; text: string };

const textOptions = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

/** Renders a mail: a one-line subject, HTML and text. The same input gives the same bytes, because a retried send reuses its
 * idempotency key. Throws ZodError for facts of another shape, and Error for a link outside APP_URL or in a mail without
 * one.
 */
export async function renderMail(mail: Mail): Promise<RenderedMail> {
  const { compose, linked } = mails[mail.kind];
  if (mail.link !== undefined && !(linked && mail.link.startsWith(`${appUrl()}/`))) {
    throw new Error(`The link of a mail (${mail.kind}) has to lead below APP_URL.`);
  }
  const { subject, document } = compose(mail.facts, mail.link);
  const html = await render(document);
  return { subject, html, text: `${toPlainText(html, textOptions).trim()}\n` };
}

/** Reads a stored mail. Throws Error for an unknown kind, ZodError for facts of another shape. */
export function readMail(kind: string, facts: unknown): Mail {
  if (!Object.hasOwn(mails, kind)) throw new Error(`There is no mail of the kind ${JSON.stringify(kind)}.`);
  const known = kind as MailKind;
  mails[known].facts.parse(facts);
  return { kind: known, facts } as Mail;
}
