import { readMade } from "@/domain/credentials/made";
import { mayReadMade } from "@/domain/credentials/policy";
import { Made } from "@/domain/credentials/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getCreated",
    tag: "Credentials",
    summary: "Read what a member created that outlives them",
    description:
      "What `end_created` ends: their service accounts in any OU, and their invitations that have not been accepted.",
    scope: "read",
    allow: mayReadMade,
    params: MemberParams,
    responses: { 200: Made },
    refusals: ["member_not_found"],
  },
  ({ tx, actor, params }) => readMade(tx, actor, params.id),
);
