import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { verifyWebhook, WebhookVerificationError } from "./webhooks.js";

const secret = "whsec_c2VjcmV0IG9mIGFuIGVuZHBvaW50";
const other = "whsec_YW5vdGhlciBlbmRwb2ludCdzIG9uZQ==";
const body = JSON.stringify({ type: "member.created", timestamp: "2026-01-31T09:26:53Z", data: { action: "é" } });

/** The headers of a delivery, as another implementation of Standard Webhooks signs it. */
function signed({ by = [secret], at = new Date() } = {}) {
  const signatures = by.map((one) => new Webhook(one).sign("whd_1", at, body));
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { "webhook-id": "whd_1", "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test("a delivery gives its event, from texts and bytes, and from either kind of headers", async () => {
  const headers = signed();
  const event = JSON.parse(body);
  expect(await verifyWebhook({ secret, headers, body })).toEqual(event);
  const bytes = new TextEncoder().encode(body);
  expect(await verifyWebhook({ secret, headers: new Headers(headers), body: bytes })).toEqual(event);
});

test("one of two signatures is enough while a secret is rotated", async () => {
  const headers = signed({ by: [other, secret] });
  await expect(verifyWebhook({ secret, headers, body })).resolves.toHaveProperty("type", "member.created");
  await expect(verifyWebhook({ secret: other, headers, body })).resolves.toHaveProperty("type", "member.created");
});

test.each([
  ["signed with another secret", { headers: signed({ by: [other] }) }],
  ["with another body", { headers: signed(), body: body.replace("member", "Member") }],
  ["older than five minutes", { headers: signed({ at: minutesAgo(6) }) }],
  ["from the future", { headers: signed({ at: minutesAgo(-6) }) }],
  ["without a time", { headers: { ...signed(), "webhook-timestamp": "soon" } }],
  ["without a signature", { headers: { ...signed(), "webhook-signature": undefined } }],
  ["with a signature that is no base64", { headers: { ...signed(), "webhook-signature": "v1,§ v1 v2,abc" } }],
])("a delivery %s is refused", async (_which, changed) => {
  await expect(verifyWebhook({ secret, body, ...changed })).rejects.toThrow(WebhookVerificationError);
});

test("an older delivery passes if the caller allows it", async () => {
  const headers = signed({ at: minutesAgo(6) });
  await expect(verifyWebhook({ secret, headers, body, toleranceSeconds: 600 })).resolves.toBeDefined();
});
