import { sql } from "drizzle-orm";
import { addJob } from "@/db/jobs";
import { type MessageKey, withMessage } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Outcome } from "@/lib/mailer";
import { retryDelaySeconds } from "./retry-delay";
import { isForward } from "./standing";
import { isMessage, lockMessage } from "./stored-message";

/** How long the provider remembers an idempotency key: after that, another attempt could be a second mail. */
export const GIVE_UP_SECONDS = 24 * 3600;

/**
 * The result of an attempt: the provider's answer, or `kept` (there is no provider), `postponed` (sending is paused), or
 * `ended` (it must not be sent any more).
 */
export type Fate =
  | Outcome
  | { kind: "kept" }
  | { kind: "postponed"; afterSeconds: number }
  | { kind: "ended"; reason: string };

/** A message's state after an attempt, for the log. */
export type Noted = "gone" | "sent" | "kept" | "failed" | "queued" | "unchanged";

type Locked = NonNullable<Awaited<ReturnType<typeof lockMessage>>>;

const requeue = (tx: Tx, { orgId, messageId }: MessageKey, afterSeconds: number) =>
  addJob(tx, "send_mail", { org_id: orgId, message_id: messageId }, messageId, { afterSeconds, keepsPriority: true });

async function noteSent(tx: Tx, key: MessageKey, message: Locked, providerId: string | null): Promise<Noted> {
  // The provider's report may have come first; it wins.
  const sent = { status: "sent", reason: null } as const;
  const standing = isForward(message, sent) ? { ...sent, failedAt: null } : {};
  const sentAt = sql`coalesce(${messages.sentAt}, now())`;
  const providerMessageId = sql`coalesce(${providerId}, ${messages.providerMessageId})`;
  await tx
    .update(messages)
    .set({ ...standing, attempts: message.attempts + 1, providerMessageId, sentAt })
    .where(isMessage(key));
  return "sent";
}

async function noteFailed(tx: Tx, key: MessageKey, attempts: number, reason: string): Promise<Noted> {
  const failed = { status: "failed", attempts, reason, failedAt: sql`now()` } as const;
  await tx.update(messages).set(failed).where(isMessage(key));
  return "failed";
}

async function note(tx: Tx, key: MessageKey, fate: Fate, delaySeconds: number): Promise<Noted> {
  const message = await lockMessage(tx, key);
  if (!message) return "gone";
  if (fate.kind === "sent") return noteSent(tx, key, message, fate.providerId);
  if (message.status !== "queued") return "unchanged";
  const attempts = message.attempts + 1;
  if (fate.kind === "refused") return noteFailed(tx, key, attempts, fate.reason);
  if (fate.kind === "ended") return noteFailed(tx, key, message.attempts, fate.reason);
  if (fate.kind === "kept") {
    await tx.update(messages).set({ status: "kept" }).where(isMessage(key));
    return "kept";
  }
  if (fate.kind === "later") {
    if (message.ageSeconds + delaySeconds > GIVE_UP_SECONDS) {
      return noteFailed(tx, key, attempts, `given_up: ${fate.reason}`);
    }
    await tx.update(messages).set({ attempts, reason: fate.reason }).where(isMessage(key));
  }
  await requeue(tx, key, delaySeconds);
  return "queued";
}

/** In how many seconds the message is to be taken up again, where that is its fate: as told, else by the attempts so far. */
export function delayOf(fate: Fate, attemptsBefore: number): number {
  const told = "afterSeconds" in fate ? fate.afterSeconds : undefined;
  return told ?? retryDelaySeconds(attemptsBefore + 1);
}

/**
 * Records the result of an attempt: the message's status, the reason and the next attempt's job, all or nothing, so a crash
 * leaves either this attempt's job or the next one's. A message that has moved on in the meantime stays as it is.
 */
export function noteAttempt(key: MessageKey, fate: Fate, delaySeconds: number): Promise<Noted> {
  return withMessage(key, (tx) => note(tx, key, fate, delaySeconds));
}
