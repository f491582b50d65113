import { inviteMany } from "@/domain/invitations/invite-many";
import { InviteMembersBody, InviteMembersResult } from "@/domain/members/batch-schema";
import { mayCreateMember } from "@/domain/members/policy";
import { makesAdmin } from "@/domain/members/schema";
import { INVITED_AT_ONCE } from "@/lib/batch-limits";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "inviteMembers",
    tag: "Members",
    summary: "Invite many members at once",
    description:
      "Up to 1,000 members with one org role and the same OU memberships, unless a row has its own. Each gets an invitation by e-mail and has no password until they choose one. Results are in the order of the rows. Invalid rows and addresses of existing members are reported and don't block the rest; neither do addresses that have been sent enough invitations (`refused`, with `retry_after`). The same call can be repeated safely after a failure.",
    scope: "admin",
    allow: mayCreateMember,
    body: InviteMembersBody,
    fresh: "sometimes",
    largestBatch: INVITED_AT_ONCE,
    responses: { 200: InviteMembersResult },
    refusals: ["org_unit_not_found"],
  },
  ({ tx, actor, body, assertFresh }) => {
    if ([body, ...body.members.map((row) => ({ role: body.role, ...row }))].some(makesAdmin) && !body.dry_run)
      assertFresh();
    return inviteMany(tx, actor, body);
  },
);
