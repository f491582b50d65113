import { type Entry, forbidden } from "@/e2e/matrix";
import { signBody } from "@/e2e/resend-webhook";
import { WEBHOOK_SECRET } from "@/e2e/servers";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };

export const messageEntries: Entry[] = [
  { id: "listMessages", method: "GET", success: 200, request: () => ({ path: "/messages" }), refused },
  {
    id: "receiveMailReport",
    method: "POST",
    success: 204,
    request: () => {
      const report = {
        type: "email.delivered",
        created_at: "2026-11-21T10:00:00.000Z",
        data: { email_id: "elsewhere" },
      };
      const { headers, body } = signBody(WEBHOOK_SECRET, JSON.stringify(report));
      return { path: "/webhooks/resend", headers, raw: body };
    },
    // What a signed body of another shape is answered: domain/mail/receive-report.test.ts.
    fields: {
      type: { required: true, bad: [] },
      created_at: { required: true, bad: [] },
      data: { required: true, bad: [] },
    },
    public: true,
  },
];
