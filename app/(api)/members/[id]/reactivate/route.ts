import { changeHeader, changeHeaders } from "@/domain/access-changes/header";
import { reactivateMember } from "@/domain/members/deactivate-member";
import { mayReactivateMember } from "@/domain/members/policy";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const POST = endpoint(
  {
    id: "reactivateMember",
    locks: "organization",
    tag: "Members",
    summary: "Reactivate a member",
    description:
      "They can sign in with their password again. Earlier sessions and tokens stay ended. Someone who had not accepted their invitation needs a new one.",
    scope: "admin",
    allow: mayReactivateMember,
    params: MemberParams,
    fresh: "sometimes",
    responses: { 204: null },
    optionalHeaders: changeHeader,
    refusals: ["member_not_found"],
  },
  async ({ tx, actor, params, assertFresh }) => {
    const changeId = await reactivateMember(tx, actor, params.id, assertFresh);
    return new Reply(204, undefined, changeHeaders(changeId));
  },
);
