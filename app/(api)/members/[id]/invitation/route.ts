import { COOL_DOWN_SECONDS, resendInvitation, revokeInvitation } from "@/domain/invitations/operations";
import { mayManageInvitations } from "@/domain/invitations/policy";
import { readPendingInvitation } from "@/domain/invitations/read-pending-invitation";
import { Invitation, PendingInvitation, ResendInvitationBody } from "@/domain/invitations/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getInvitation",
    tag: "Members",
    summary: "Read a member's invitation",
    description:
      "Who sent it, and whether it waits for an admin: an invitation from somebody who may no longer invite cannot be accepted until another admin sends it again.",
    scope: "read",
    allow: mayManageInvitations,
    params: MemberParams,
    responses: { 200: PendingInvitation },
    refusals: ["member_not_found", "not_invited"],
  },
  { read: ({ tx, reader, params }) => readPendingInvitation(tx, reader, params.id) },
);

export const POST = endpoint(
  {
    id: "resendInvitation",
    tag: "Members",
    summary: "Invite a member again",
    description: `Earlier links stop working, and a new one is mailed. This also confirms an invitation that waits for an admin. With \`email\`, the member's address is corrected first. An address gets at most one invitation in ${COOL_DOWN_SECONDS} seconds; \`Retry-After\` says when the next may go.`,
    scope: "admin",
    allow: mayManageInvitations,
    params: MemberParams,
    body: ResendInvitationBody,
    fresh: "sometimes",
    responses: { 200: Invitation },
    refusals: ["member_not_found", "not_invited", "email_taken", "too_soon", "mail_budget_exhausted"],
  },
  ({ tx, actor, params, body, assertFresh }) => resendInvitation(tx, actor, params.id, body, assertFresh),
);

export const DELETE = endpoint(
  {
    id: "revokeInvitation",
    locks: "organization",
    tag: "Members",
    summary: "Withdraw a member's invitation",
    description: "Removes the member, and their links stop working. Only possible while they are invited.",
    scope: "admin",
    allow: mayManageInvitations,
    params: MemberParams,
    responses: { 204: null },
    refusals: ["member_not_found", "not_invited"],
  },
  ({ tx, actor, params }) => revokeInvitation(tx, actor, params.id),
);
