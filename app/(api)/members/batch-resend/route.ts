import { COOL_DOWN_SECONDS } from "@/domain/invitations/operations";
import { mayManageInvitations } from "@/domain/invitations/policy";
import { resendMany } from "@/domain/invitations/resend-many";
import { ResendInvitationsBody, ResendInvitationsResult } from "@/domain/invitations/resend-schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "resendInvitations",
    locks: "organization",
    tag: "Members",
    summary: "Invite many members again at once",
    description: `Up to 10,000 members, by their ids or by a filter. Earlier links of those who are sent a new one stop working, and invitations that wait for an admin are confirmed. With \`dry_run\`, nothing is sent. Members who are not invited are reported and don't block the rest; neither do addresses that were sent an invitation in the last ${COOL_DOWN_SECONDS} seconds or enough of them for now (\`refused\`, with \`retry_after\`).`,
    scope: "admin",
    allow: mayManageInvitations,
    body: ResendInvitationsBody,
    fresh: "sometimes",
    responses: { 200: ResendInvitationsResult },
    refusals: ["selection_changed"],
  },
  ({ tx, actor, body, assertFresh }) => resendMany(tx, actor, body, assertFresh),
);
