import { type MessageKey, withMessage } from "@/db/message-scope";
import { findPresentedLink } from "@/db/sign-in";
import { type Mail, mails, type RenderedMail, readMail, renderMail } from "@/emails/mail";
import { linkUrl } from "@/lib/auth/account-link";
import { env, mailProvider } from "@/lib/env";
import { log } from "@/lib/log";
import { sendMail } from "@/lib/mailer";
import { mails as mailFigures } from "@/lib/metrics";
import { traced } from "@/lib/tracing";
import { type DeliveryResult, delayOf, GIVE_UP_SECONDS, noteAttempt } from "./note-attempt";
import { pauseSeconds, pauseSending } from "./send-pause";
import { findMessage } from "./stored-message";

/** How long a mail of a suspended organization waits until the worker looks again. */
const SUSPENDED_SECONDS = 3600;

type Message = NonNullable<Awaited<ReturnType<typeof findMessage>>>;

/** A message's link if it still works, computed only when the mail is sent, so that no mail contains a dead link. */
async function liveLink(linkId: string): Promise<string | undefined> {
  const link = await findPresentedLink(linkId);
  return link?.state === "live" ? linkUrl(link.kind, linkId) : undefined;
}

/** The rendered mail, or undefined if the stored message cannot be read by this version, so no attempt would succeed. */
async function compose({ kind, facts }: Message, messageId: string, link?: string): Promise<RenderedMail | undefined> {
  try {
    const mail = readMail(kind, facts);
    if (mails[mail.kind].linked !== (link !== undefined)) throw new Error(`A mail (${kind}) and its link do not fit.`);
    return await renderMail({ ...mail, ...(link === undefined ? {} : { link }) } as Mail);
  } catch (error) {
    log().error({ message_id: messageId, err: error }, "a stored mail cannot be read");
    return undefined;
  }
}

/** Which run of its job this is: `again` after an interrupted one, `last` after too many. */
export type Turn = "first" | "again" | "last";

async function attempt({ orgId, messageId }: MessageKey, message: Message, turn: Turn): Promise<DeliveryResult> {
  if (message.isSuspended) return { kind: "postponed", afterSeconds: SUSPENDED_SECONDS };
  const isOld = message.ageSeconds > GIVE_UP_SECONDS; // too old to tell whether an earlier attempt got through
  if (turn === "last" || (isOld && (turn === "again" || message.attempts > 0))) {
    return { kind: "ended", reason: "given_up: interrupted" };
  }
  const link = message.linkId === null ? undefined : await liveLink(message.linkId);
  if (message.linkId !== null && link === undefined) return { kind: "ended", reason: "link_ended" };
  const words = await compose(message, messageId, link);
  if (!words) return { kind: "ended", reason: "unreadable_message" };
  if (mailProvider() === "local") return { kind: "kept" };
  if (pauseSeconds() > 0) return { kind: "postponed", afterSeconds: pauseSeconds() };
  const tags = [
    { name: "org_id", value: orgId },
    { name: "message_id", value: messageId },
  ];
  const mail = { ...words, from: env().MAIL_FROM ?? "", to: message.toAddress, idempotencyKey: messageId, tags };
  return traced({ name: "mail", kind: "client", facts: { "leadvibe.mail": message.kind } }, async (span) => {
    const result = await sendMail(mail);
    if (result.kind !== "sent") span.fail(result.reason);
    return result;
  });
}

/**
 * The task behind `send_mail`: hands a queued message to the provider once and records the result. Does nothing if the
 * message was deleted with its member or is no longer queued. Safe to run again at any point: an interrupted attempt is
 * repeated with the same idempotency key and content, so the provider sends one mail. Throws only if the database fails.
 */
export async function deliverMessage(key: MessageKey, turn: Turn): Promise<void> {
  const message = await withMessage(key, (tx) => findMessage(tx, key));
  if (message?.status !== "queued") return;
  const result = await attempt(key, message, turn);
  const delaySeconds = delayOf(result, message.attempts);
  if (result.kind === "later" && result.slowsQueue) pauseSending(delaySeconds);
  const status = await noteAttempt(key, result, delaySeconds);
  mailFigures.add(1, status);
  const reason = "reason" in result ? result.reason : undefined;
  const line = { message_id: key.messageId, kind: message.kind, status, reason };
  log().info(line, result.kind === "kept" ? "mail kept here: no provider is configured" : "mail");
}
