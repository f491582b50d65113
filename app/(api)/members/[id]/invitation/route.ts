import { COOL_DOWN_SECONDS, resendInvitation, revokeInvitation } from "@/domain/invitations/operations";
import { mayManageInvitations } from "@/domain/invitations/policy";
import { Invitation, ResendInvitationBody } from "@/domain/invitations/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "resendInvitation",
    tag: "Members",
    summary: "Invite a member again",
    description: `Every link of before ends, and a new one is mailed; with an \`email\` the member's address is corrected first. An address gets at most one invitation in ${COOL_DOWN_SECONDS} seconds; \`Retry-After\` says when the next may go.`,
    allow: mayManageInvitations,
    params: MemberParams,
    body: ResendInvitationBody,
    responses: { 200: Invitation },
    refusals: ["member_not_found", "not_invited", "email_taken", "too_soon", "mail_budget_exhausted"],
  },
  ({ tx, actor, params, body }) => resendInvitation(tx, actor, params.id, body),
);

export const DELETE = endpoint(
  {
    id: "revokeInvitation",
    locks: "organization",
    tag: "Members",
    summary: "Withdraw a member's invitation",
    description: "The member is removed, and no link of theirs works any more. Only while they are invited.",
    allow: mayManageInvitations,
    params: MemberParams,
    responses: { 204: null },
    refusals: ["member_not_found", "not_invited"],
  },
  ({ tx, actor, params }) => revokeInvitation(tx, actor, params.id),
);
