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
        otherwise: { status: 200 }, // a filter: an unknown member has no messages
      },
    ],
  },
  {
    id: "receiveMailReport",
    method: "POST",
    success: 403, // unsigned; domain/mail/receive-report.test.ts has signed ones
    request: () => ({
      path: "/webhooks/resend",
      body: { type: "email.delivered", created_at: "2026-11-21T10:00:00Z", data: {} },
    }),
    public: true,
  },
];
