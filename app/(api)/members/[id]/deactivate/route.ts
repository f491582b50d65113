import { changeHeader, changeHeaders } from "@/domain/access-changes/header";
import { EndCreatedQuery, endsCreated } from "@/domain/credentials/schema";
import { deactivateMember } from "@/domain/members/deactivate-member";
import { mayDeactivateMember } from "@/domain/members/policy";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

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
    optionalHeaders: changeHeader,
    refusals: ["member_not_found", "last_admin"],
  },
  async ({ tx, actor, params, query }) => {
    const changeId = await deactivateMember(tx, actor, params.id, endsCreated(query));
    return new Reply(204, undefined, changeHeaders(changeId));
  },
);
