import { organizationVersion, readOrganization, renameOrganization } from "@/domain/organizations/own-organization";
import { mayReadOrganization, mayRenameOrganization } from "@/domain/organizations/policy";
import { Organization, UpdateOrganizationBody } from "@/domain/organizations/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getOrganization",
    tag: "Organization",
    summary: "Read your organization",
    scope: "read",
    allow: mayReadOrganization,
    versioned: organizationVersion,
    responses: { 200: Organization },
  },
  { read: ({ tx, reader }) => readOrganization(tx, reader) },
);

export const PUT = endpoint(
  {
    id: "updateOrganization",
    tag: "Organization",
    summary: "Rename your organization",
    scope: "admin",
    allow: mayRenameOrganization,
    body: UpdateOrganizationBody,
    versioned: organizationVersion,
    responses: { 200: Organization },
  },
  ({ tx, actor, body }) => renameOrganization(tx, actor, body),
);
