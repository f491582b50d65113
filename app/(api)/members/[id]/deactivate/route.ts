import { EndCreatedQuery, endsCreated } from "@/domain/credentials/schema";
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
      "Access, sessions and tokens end immediately; memberships are kept. Deactivating a deactivated member changes nothing. With `end_created`, what they created ends too.",
    scope: "admin",
    allow: mayDeactivateMember,
    params: MemberParams,
    query: EndCreatedQuery,
    responses: { 204: null },
    refusals: ["member_not_found", "last_admin"],
  },
  ({ tx, actor, params, query }) => deactivateMember(tx, actor, params.id, endsCreated(query)),
);
