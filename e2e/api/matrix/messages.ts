import { type Entry, forbidden } from "@/e2e/matrix";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };

export const messageEntries: Entry[] = [
  {
    id: "listMessages",
    method: "GET",
    success: 200,
    request: () => ({ path: "/messages" }),
    refused,
    ids: [
      {
        at: "query org_member_id",
        kind: "member",
        request: (_world, id) => ({ path: `/messages?org_member_id=${id}` }),
        own: async (world) => (await world.member()).org_member_id,
        otherwise: { status: 200 }, // a filter: the messages about nobody are none
      },
    ],
  },
  {
    id: "receiveMailReport",
    method: "POST",
    success: 403, // unsigned; what Resend has signed is in domain/mail/receive-report.test.ts
    request: () => ({
      path: "/webhooks/resend",
      body: { type: "email.delivered", created_at: "2026-11-21T10:00:00Z", data: {} },
    }),
    public: true,
  },
];
