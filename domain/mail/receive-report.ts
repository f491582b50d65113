import { and, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { refusing } from "@/db/errors";
import { type MessageKey, withMessage } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { Tx } from "@/db/scope";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { noRequest } from "@/lib/auth/client";
import { log } from "@/lib/log";
import type { MessageStatus } from "@/lib/message-status";
import { isForward, providerFailure } from "./message-order";
import type { MailReport } from "./schema";
import { isMessage, lockMessage } from "./stored-message";

type Report = z.output<typeof MailReport>;
type Reached = {
  status: MessageStatus;
  reason: string | null;
  at: "sentAt" | "deliveredAt" | "bouncedAt" | "complainedAt" | "failedAt";
};

const SWEEP_LOCK = 7_236_981_404; // an arbitrary number; of parallel deliveries only one sweeps
const ID = /^(org|msg)_[0-9a-f]{32}$/;
const noted = { bounced: "mail.bounced", complained: "mail.complained", failed: "mail.given_up" } as const;
const bounces = ["permanent", "transient", "undetermined"];

// Only the known kind of a bounce: the rest is another server's text.
function bounceReason({ data }: Report): string {
  const kind = data.bounce?.type?.toLowerCase() ?? "";
  return bounces.includes(kind) ? `bounce_${kind}` : "bounce";
}

/** The status that a report gives its message; undefined for reports that change none, such as a delay. */
function reachedBy(report: Report): Reached | undefined {
  switch (report.type) {
    case "email.sent":
      return { status: "sent", reason: null, at: "sentAt" };
    case "email.delivered":
      return { status: "delivered", reason: null, at: "deliveredAt" };
    case "email.bounced":
      return { status: "bounced", reason: bounceReason(report), at: "bouncedAt" };
    case "email.complained":
      return { status: "complained", reason: null, at: "complainedAt" };
    case "email.failed":
      return { status: "failed", reason: providerFailure("failed"), at: "failedAt" };
    case "email.suppressed":
      return { status: "failed", reason: providerFailure("suppressed"), at: "failedAt" };
    default:
      return undefined;
  }
}

/** The message named by the mail's tags, or none: another sender at the same provider may use other tags. */
function keyOf({ data: { tags = {} } }: Report): MessageKey {
  const named = Array.isArray(tags) ? Object.fromEntries(tags.map(({ name, value }) => [name, value])) : tags;
  const id = (text = "") => (ID.test(text) ? text : "");
  return { orgId: id(named.org_id), messageId: id(named.message_id) };
}

/** Parses a time from the provider; returns now if it cannot be read. */
const timeOf = (text = "") => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? new Date() : at;
};

async function takeDelivery(tx: Tx, deliveryId: string): Promise<void> {
  const insert = tx.insert(webhookDeliveries).values({ deliveryId });
  await insert.catch(refusing({ webhook_deliveries_pkey: "delivery_repeated" }));
  // Signatures are valid for minutes, so nothing older than a day can be replayed.
  const isOld = lt(webhookDeliveries.receivedAt, sql`now() - interval '1 day'`);
  await tx.delete(webhookDeliveries).where(and(isOld, sql`(select pg_try_advisory_xact_lock(${SWEEP_LOCK}))`));
}

async function move(tx: Tx, key: MessageKey, reached: Reached, { data, created_at }: Report): Promise<string> {
  const message = await lockMessage(tx, key);
  if (!message) return "unknown";
  const { status, reason, at } = reached;
  const isNews = isForward(message, reached);
  const first = (column: Reached["at"], time: Date) => ({
    [column]: sql`coalesce(${messages[column]}, ${time.toISOString()}::timestamptz)`,
  });
  await tx
    .update(messages)
    .set({
      ...(isNews ? { status, reason, failedAt: null } : {}),
      ...first("sentAt", timeOf(data.created_at ?? created_at)),
      ...first(at, timeOf(created_at)),
      providerMessageId: sql`coalesce(${messages.providerMessageId}, ${data.email_id ?? null})`,
    })
    .where(isMessage(key));
  if (isNews && status in noted) {
    const { toAddress: name, orgMemberId: ofMember } = message;
    const changes = changesBetween(message, { status, reason });
    audit(tx, noted[status as keyof typeof noted], { id: key.messageId, name, ofMember }, { changes });
  }
  return isNews ? status : message.status;
}

/**
 * Applies the provider's report about a mail: moves the message forward, never back, and records when. The delivery id is
 * stored in the same transaction, so a delivery that failed may be repeated. Throws delivery_repeated for one that did not.
 */
export async function receiveReport(deliveryId: string, report: Report, provenance = noRequest): Promise<void> {
  const key = keyOf(report);
  const reached = reachedBy(report);
  const status = await withMessage(
    key,
    async (tx) => {
      await takeDelivery(tx, deliveryId);
      return reached ? move(tx, key, reached, report) : "unchanged";
    },
    { deliveryId, provenance },
  );
  log().info({ message_id: key.messageId, delivery_id: deliveryId, type: report.type, status }, "mail report");
}
