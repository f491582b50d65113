import { createHmac, randomBytes } from "node:crypto";
import { openSecret, sealSecret } from "@/lib/auth/sealed-secret";

const PREFIX = "whsec_";

// The endpoint is bound to what is sealed, so that a secret cannot be moved to another one's row.
const purposeOf = (orgId: string, endpointId: string) => `webhook endpoint ${orgId} ${endpointId}`;

/** A new secret of Standard Webhooks: `whsec_` and 24 random bytes in base64. */
export const mintWebhookSecret = (): string => PREFIX + randomBytes(24).toString("base64");

/** An endpoint's secret as it is stored. */
export const sealWebhookSecret = (orgId: string, endpointId: string, secret: string): string =>
  sealSecret(secret, purposeOf(orgId, endpointId));

/** The stored secret, or undefined if the key that sealed it is no longer there. */
export const openWebhookSecret = (orgId: string, endpointId: string, sealed: string): string | undefined =>
  openSecret(sealed, purposeOf(orgId, endpointId));

/** The headers with which a receiver verifies a delivery (Standard Webhooks): a signature for each secret. */
export function signedHeaders(id: string, body: string, secrets: readonly string[], at = new Date()) {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signatures.join(" ") };
}
