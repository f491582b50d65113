import { render, toPlainText } from "@react-email/render";
import type { z } from "zod";
import { appUrl } from "@/lib/env";
import { emailChanged } from "./email-changed";
import { emailConfirmation } from "./email-confirmation";
import { invitation } from "./invitation";
import { newSignIn } from "./new-sign-in";
import { notices } from "./notices";
import { ouAccessGranted } from "./ou-access-granted";
import { passwordChanged } from "./password-changed";
import { passwordReset } from "./password-reset";

/** Every mail there is, by its kind: the name that a message is stored under. */
export const mails = {
  invitation,
  password_reset: passwordReset,
  password_changed: passwordChanged,
  email_confirmation: emailConfirmation,
  email_changed: emailChanged,
  new_sign_in: newSignIn,
  ou_access_granted: ouAccessGranted,
  notices,
} as const;

type Mails = typeof mails;
export type MailKind = keyof Mails;

/** What the mail of a kind has to be told, as it is stored; times are ISO 8601. */
export type MailFacts<Kind extends MailKind> = z.input<Mails[Kind]["facts"]>;

/** A mail to render. Where a secret link belongs and is absent, the mail says that it is withheld. */
export type Mail = {
  [Kind in MailKind]: Mails[Kind]["linked"] extends true
    ? { kind: Kind; facts: MailFacts<Kind>; link?: string }
    : { kind: Kind; facts: MailFacts<Kind>; link?: undefined };
}[MailKind];

/** A mail as it is sent; `text` says the same as `html`. */
export type RenderedMail = { subject: string; html: string; text: string };

const textOptions = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

/**
 * The mail in words: a subject of one line, HTML and text. The same input gives the same bytes, which the idempotency key of
 * a retried send relies on. Every link is the one given or leads below APP_URL. Throws ZodError for facts of another shape,
 * and Error for a link elsewhere or in a mail that has none.
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

/** A stored mail, read back: throws Error for a kind that there is not, ZodError for facts of another shape. */
export function readMail(kind: string, facts: unknown): Mail {
  if (!Object.hasOwn(mails, kind)) throw new Error(`There is no mail of the kind ${JSON.stringify(kind)}.`);
  const known = kind as MailKind;
  mails[known].facts.parse(facts);
  return { kind: known, facts } as Mail;
}
