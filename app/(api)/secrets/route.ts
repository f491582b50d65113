import { createServiceAccount, streamServiceAccounts } from "@/domain/service-accounts/operations";
import { mayManageServiceAccounts } from "@/domain/service-accounts/policy";
import {
  CreatedServiceAccount,
  CreateServiceAccountBody,
  ServiceAccountList,
  serviceAccountContent,
} from "@/domain/service-accounts/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "listSecrets",
    tag: "Service Accounts",
    summary: "List the service accounts of the active OU",
    description: "Without their client secrets.",
    scope: "read",
    allow: mayManageServiceAccounts,
    responses: { 200: ServiceAccountList },
  },
  { read: async ({ tx, reader, unit, again }) => (await streamServiceAccounts(tx, reader, unit, again)).items },
);

export const POST = unitEndpoint(
  {
    id: "createSecret",
    tag: "Service Accounts",
    summary: "Create a service account in the active OU",
    description:
      "It authenticates with HTTP Basic, `client_id:client_secret`, and works only in this OU, as an editor, within its `scopes`. The client secret is returned only this once. To rotate it, create a second service account, switch over, and delete the first.",
    scope: "admin",
    allow: mayManageServiceAccounts,
    body: CreateServiceAccountBody,
    versioned: { content: serviceAccountContent },
    fresh: "always",
    responses: { 200: CreatedServiceAccount },
  },
  ({ tx, actor, unit, body }) => createServiceAccount(tx, actor, unit, body),
);
