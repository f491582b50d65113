import { endCredential } from "@/domain/credentials/operations";
import { mayManageCredentials } from "@/domain/credentials/policy";
import { CredentialParams } from "@/domain/credentials/schema";
import { endpoint } from "@/lib/http/endpoint";

export const DELETE = endpoint(
  {
    id: "endCredential",
    tag: "Credentials",
    summary: "End a member's session, access token or service account",
    description: "It is refused from the next request on.",
    scope: "admin",
    allow: mayManageCredentials,
    params: CredentialParams,
    responses: { 204: null },
    refusals: ["member_not_found", "credential_not_found"],
  },
  ({ tx, actor, params }) => endCredential(tx, actor, params.id, params.credential_id),
);
