import { reactivateMember } from "@/domain/members/deactivate-member";
import { mayReactivateMember } from "@/domain/members/policy";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

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
    refusals: ["member_not_found"],
  },
  ({ tx, actor, params, assertFresh }) => reactivateMember(tx, actor, params.id, assertFresh),
);
