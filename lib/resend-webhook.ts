import { Resend } from "resend";
import { env } from "./env";
import { DomainError } from "./errors";
import { parseJson, readJsonText } from "./http/body";
import type { HttpRequest } from "./http/http-request";

/** A webhook call that Resend has signed: its delivery id, the same whenever it is sent again, and its content. */
export type Delivery = { deliveryId: string; content: unknown };

/**
 * Reads a webhook call and verifies, by the signature over the raw body, that Resend sent it within five minutes of now
 * (https://resend.com/docs/webhooks/verify-webhooks-requests). Throws not_found if no secret is configured, as for any
 * unknown path; the refusals of a body; signature_not_valid.
 */
export async function readDelivery(request: HttpRequest): Promise<Delivery> {
  const { RESEND_API_KEY, RESEND_WEBHOOK_SECRET: webhookSecret } = env();
  if (!webhookSecret) throw new DomainError("not_found");
  const payload = await readJsonText(request);
  const header = (name: string) => request.headers.get(`svix-${name}`) ?? "";
  const headers = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
  const { webhooks } = new Resend(RESEND_API_KEY ?? "none: it asks for one, and this needs none");
  try {
    webhooks.verify({ payload, headers, webhookSecret });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new DomainError("signature_not_valid");
  }
  return { deliveryId: headers.id, content: parseJson(payload) };
}
