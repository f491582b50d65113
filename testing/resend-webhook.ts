import { createHmac, randomUUID } from "node:crypto";
import type { AcceptedMail } from "./resend-stand-in";

/** What the provider tells of a mail afterwards. */
export type EventType =
  | "email.sent"
  | "email.delivered"
  | "email.bounced"
  | "email.complained"
  | "email.delivery_delayed";

/** A webhook's call, signed as by Resend; send it again to replay it. */
export type SignedEvent = { headers: Record<string, string>; body: string };

/** Signs a body with a `whsec_…` secret (https://www.standardwebhooks.com, under svix's names for the headers). */
export function signBody(
  secret: string,
  body: string,
  { id = `msg_${randomUUID()}`, at = new Date() } = {},
): SignedEvent {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
  return { headers: { ...headers, "content-type": "application/json" }, body };
}

/** The event of a mail, signed. `at` is when it is signed, `happenedAt` when it happened. */
export function eventOf(
  mail: AcceptedMail,
  type: EventType,
  secret: string,
  { id, at = new Date(), happenedAt = at }: { id?: string; at?: Date; happenedAt?: Date } = {},
): SignedEvent {
  const bounce = { message: "The mailbox does not exist.", type: "Permanent", subType: "General" };
  const data = {
    email_id: mail.id,
    created_at: happenedAt.toISOString(),
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])),
    ...(type === "email.bounced" ? { bounce } : {}),
  };
  const body = JSON.stringify({ type, created_at: happenedAt.toISOString(), data });
  return signBody(secret, body, { ...(id === undefined ? {} : { id }), at });
}

/** Calls the product's webhook, at its base URL, and returns the answer's status. */
export async function sendEvent(baseUrl: string, { headers, body }: SignedEvent): Promise<number> {
  const answer = await fetch(`${baseUrl}/webhooks/resend`, { method: "POST", headers, body });
  await answer.body?.cancel();
  return answer.status;
}
