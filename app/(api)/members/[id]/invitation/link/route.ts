import { copyInvitationLink } from "@/domain/invitations/operations";
import { mayManageInvitations } from "@/domain/invitations/policy";
import { InvitationLink } from "@/domain/invitations/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "copyInvitationLink",
    tag: "Members",
    summary: "Get a member's invitation link",
    description:
      "For handing it over without an e-mail. Each call creates a new link and is recorded in the timeline. Earlier links keep working until one is used or the next invitation replaces them all.",
    scope: "admin",
    allow: mayManageInvitations,
    params: MemberParams,
    fresh: "sometimes",
    responses: { 200: InvitationLink },
    refusals: ["member_not_found", "not_invited"],
  },
  ({ tx, actor, params, assertFresh }) => copyInvitationLink(tx, actor, params.id, assertFresh),
);
