import { deactivateMember } from "@/domain/members/deactivate-member";
import { mayDeactivateMember } from "@/domain/members/policy";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "deactivateMember",
    locks: "organization",
    tag: "Members",
    summary: "Deactivate a member",
    description:
      "Access, sessions and tokens end at once; memberships are kept. A member who is deactivated already stays so.",
    allow: mayDeactivateMember,
    params: MemberParams,
    responses: { 204: null },
    refusals: ["member_not_found", "last_admin"],
  },
  ({ tx, actor, params }) => deactivateMember(tx, actor, params.id),
);
