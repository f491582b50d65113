import { receiveReport } from "@/domain/mail/receive-report";
import { MailReport } from "@/domain/mail/schema";
import { provenanceOf } from "@/lib/auth/client";
import { publicEndpoint } from "@/lib/http/endpoint";
import { validate } from "@/lib/http/validate";
import { readDelivery } from "@/lib/resend-webhook";

export const POST = publicEndpoint(
  {
    id: "receiveMailReport",
    tag: "Operations",
    summary: "Receive delivery reports from Resend",
    description:
      "Called by Resend, signed with `RESEND_WEBHOOK_SECRET`; without that secret this path does not exist. A message's status only moves forward, in whatever order events arrive. Events about unknown mail change nothing.",
    reads: {
      "svix-id": "The delivery's id; a delivery that is sent again has the same id and is refused",
      "svix-timestamp": "When it was signed, in seconds since 1970; within five minutes of now",
      "svix-signature": "`v1,` followed by the Base64 HMAC-SHA256 of id, time and body",
    },
    body: MailReport,
    responses: { 204: null },
    refusals: ["not_found", "signature_not_valid", "delivery_repeated"],
  },
  async (request) => {
    const { deliveryId, content } = await readDelivery(request);
    await receiveReport(deliveryId, validate(MailReport, content), provenanceOf(request));
  },
);
