import { endAllCredentials, readCredentials } from "@/domain/credentials/operations";
import { mayManageCredentials } from "@/domain/credentials/policy";
import { Credentials } from "@/domain/credentials/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getCredentials",
    tag: "Credentials",
    summary: "Read what acts as a member",
    description: "Their live sessions, their access tokens, and the service accounts that they have made in any OU.",
    allow: mayManageCredentials,
    params: MemberParams,
    responses: { 200: Credentials },
    refusals: ["member_not_found"],
  },
  ({ tx, actor, params }) => readCredentials(tx, actor, params.id),
);

export const DELETE = endpoint(
  {
    id: "endCredentials",
    tag: "Credentials",
    summary: "End everything that acts as a member",
    description:
      "Sessions, access tokens and the service accounts that they have made, from the next request on; links that would change their password or address end too. The member stays, and signs in again with their password.",
    allow: mayManageCredentials,
    params: MemberParams,
    responses: { 204: null },
    refusals: ["member_not_found"],
  },
  ({ tx, actor, params }) => endAllCredentials(tx, actor, params.id),
);
