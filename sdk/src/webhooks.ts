import type { components } from "./schema.gen.js";

type Entry = components["schemas"]["AuditEntry"];

/** What a webhook delivers: something that happened in the organization. `data` has no `id` if the audit log leaves it out. */
export type WebhookEvent = {
  type: string;
  timestamp: string;
  data: Partial<Omit<Entry, "action" | "ip" | "user_agent">> & { action: string; [field: string]: unknown };
};

/** A delivery that must not be trusted: forged, changed on its way, or too old. */
export class WebhookVerificationError extends Error {
  override name = "WebhookVerificationError";
}

export type Delivery = {
  /** The endpoint's secret: whsec_… */
  secret: string;
  /** Those of the request, as `Headers` or as Node gives them. */
  headers: Headers | Record<string, string | string[] | undefined>;
  /** The body exactly as it arrived. */
  body: string | Uint8Array;
  /** How far its clock may be off; five minutes, unless you say otherwise. */
  toleranceSeconds?: number;
};

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function headerOf(headers: Delivery["headers"], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== "string") throw new WebhookVerificationError(`The header ${name} is missing.`);
  return value;
}

async function isSigned(key: CryptoKey, signature: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [version, base64 = ""] = signature.split(",");
  if (version !== "v1") return false;
  try {
    return await crypto.subtle.verify("HMAC", key, bytesOf(base64), content);
  } catch {
    return false; // no base64
  }
}

/**
 * Verifies a delivery (Standard Webhooks) and gives its event. While a secret is being rotated, one of its two signatures is
 * enough. Throws WebhookVerificationError.
 */
export async function verifyWebhook({
  secret,
  headers,
  body,
  toleranceSeconds = 300,
}: Delivery): Promise<WebhookEvent> {
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signatures = headerOf(headers, "webhook-signature").split(" ");
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(ageSeconds <= toleranceSeconds)) throw new WebhookVerificationError("The delivery is too old, or too new.");
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  const content = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(secret.replace(/^whsec_/, "")), algorithm, false, [
    "verify",
  ]);
  const verdicts = await Promise.all(signatures.map((signature) => isSigned(key, signature, content)));
  if (!verdicts.includes(true)) throw new WebhookVerificationError("No signature is valid for this secret.");
  return JSON.parse(text);
}
