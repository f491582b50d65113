import { endAllCredentials, readCredentials } from "@/domain/credentials/operations";
import { mayManageCredentials } from "@/domain/credentials/policy";
import { Credentials } from "@/domain/credentials/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getCredentials",
    tag: "Credentials",
    summary: "List a member's credentials",
    description: "Their active sessions, their access tokens, and the service accounts that they created in any OU.",
    scope: "read",
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
    summary: "End all of a member's credentials",
    description:
      "Ends sessions, access tokens and the service accounts they created, from the next request on. Links that would change their password or address stop working too. The member stays and can sign in again with their password.",
    scope: "admin",
    allow: mayManageCredentials,
    params: MemberParams,
    responses: { 204: null },
    refusals: ["member_not_found"],
  },
  ({ tx, actor, params }) => endAllCredentials(tx, actor, params.id),
);
