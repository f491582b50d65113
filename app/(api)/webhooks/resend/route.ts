import { receiveReport } from "@/domain/mail/receive-report";
import { MailReport } from "@/domain/mail/schema";
import { publicEndpoint } from "@/lib/http/endpoint";
import { validate } from "@/lib/http/validate";
import { readDelivery } from "@/lib/resend-webhook";

export const POST = publicEndpoint(
  {
    id: "receiveMailReport",
    tag: "Operations",
    summary: "Resend's webhook: what became of a mail",
    description:
      "Called by Resend, signed with `RESEND_WEBHOOK_SECRET`; without that secret there is nothing at this path. Moves a message on, never back, in whatever order the events arrive. An event of a mail that this installation does not know changes nothing.",
    reads: {
      "svix-id": "The delivery; the same when it is sent again, which is refused once it has been taken",
      "svix-timestamp": "When it was signed, in seconds since 1970; at most five minutes from now",
      "svix-signature": "`v1,` and the HMAC-SHA256 of id, time and body, in Base64",
    },
    body: MailReport,
    responses: { 204: null },
    refusals: ["not_found", "signature_not_valid", "delivery_repeated"],
  },
  async (request) => {
    const { deliveryId, content } = await readDelivery(request);
    await receiveReport(deliveryId, validate(MailReport, content));
  },
);
