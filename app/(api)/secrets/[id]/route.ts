import { revokeServiceAccount, updateServiceAccount } from "@/domain/service-accounts/operations";
import { mayManageServiceAccounts } from "@/domain/service-accounts/policy";
import { ServiceAccount, ServiceAccountParams, UpdateServiceAccountBody } from "@/domain/service-accounts/schema";
import { serviceAccountVersion } from "@/domain/service-accounts/version";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const PUT = unitEndpoint(
  {
    id: "updateSecret",
    tag: "Service Accounts",
    summary: "Rename a service account",
    scope: "admin",
    allow: mayManageServiceAccounts,
    params: ServiceAccountParams,
    body: UpdateServiceAccountBody,
    versioned: serviceAccountVersion,
    responses: { 200: ServiceAccount },
    refusals: ["secret_not_found"],
  },
  ({ tx, actor, unit, params, body }) => updateServiceAccount(tx, actor, unit, params.id, body),
);

export const DELETE = unitEndpoint(
  {
    id: "revokeSecret",
    tag: "Service Accounts",
    summary: "Revoke a service account",
    description: "It is refused from the next request on.",
    scope: "admin",
    allow: mayManageServiceAccounts,
    params: ServiceAccountParams,
    versioned: serviceAccountVersion,
    responses: { 204: null },
    refusals: ["secret_not_found"],
  },
  ({ tx, actor, unit, params }) => revokeServiceAccount(tx, actor, unit, params.id),
);
