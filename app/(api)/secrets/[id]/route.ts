import { revokeSecret, updateSecret } from "@/domain/service-accounts/operations";
import { mayManageSecrets } from "@/domain/service-accounts/policy";
import { Secret, SecretParams, UpdateSecretBody } from "@/domain/service-accounts/schema";
import { secretVersion } from "@/domain/service-accounts/version";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const PUT = unitEndpoint(
  {
    id: "updateSecret",
    tag: "Service Accounts",
    summary: "Rename a service account",
    allow: mayManageSecrets,
    params: SecretParams,
    body: UpdateSecretBody,
    versioned: secretVersion,
    responses: { 200: Secret },
    refusals: ["secret_not_found"],
  },
  ({ tx, actor, unit, params, body }) => updateSecret(tx, actor, unit, params.id, body),
);

export const DELETE = unitEndpoint(
  {
    id: "revokeSecret",
    tag: "Service Accounts",
    summary: "Revoke a service account",
    description: "It is refused from the next request on.",
    allow: mayManageSecrets,
    params: SecretParams,
    versioned: secretVersion,
    responses: { 204: null },
    refusals: ["secret_not_found"],
  },
  ({ tx, actor, unit, params }) => revokeSecret(tx, actor, unit, params.id),
);
