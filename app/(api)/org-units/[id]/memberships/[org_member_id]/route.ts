import { changeHeader, changeHeaders } from "@/domain/access-changes/header";
import { EndCreatedQuery, endsCreated } from "@/domain/credentials/schema";
import { hidesUnit } from "@/domain/org-units/policy";
import { grantMembership, revokeMembership } from "@/domain/ou-memberships/operations";
import { mayGrantAccess, mayRevokeAccess } from "@/domain/ou-memberships/policy";
import { GrantBody, OuMembership, OuMembershipParams } from "@/domain/ou-memberships/schema";
import { membershipVersion } from "@/domain/ou-memberships/version";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const PUT = endpoint(
  {
    id: "grantOuMembership",
    locks: "access",
    tag: "OU Memberships",
    summary: "Grant a member access to an Organizational Unit, or change their role in it",
    description:
      "Idempotent: 201 for new access, 200 if the member already had it. Without `expires_at` its end stays as it is. With `end_created`, a role other than admin also ends the service accounts that they created in the OU.",
    scope: "admin",
    withinUnit: true,
    allow: mayGrantAccess,
    unreached: hidesUnit,
    params: OuMembershipParams,
    query: EndCreatedQuery,
    fresh: "sometimes",
    body: GrantBody,
    versioned: membershipVersion,
    responses: { 200: OuMembership, 201: OuMembership },
    optionalHeaders: changeHeader,
    refusals: ["org_unit_not_found", "member_not_found"],
  },
  async ({ tx, actor, params, query, body, assertFresh }) => {
    const { id, org_member_id: memberId } = params;
    if (body.role === "admin") assertFresh();
    const made = await grantMembership(tx, actor, id, memberId, body.role, endsCreated(query), body.expires_at);
    return new Reply(made.granted ? 201 : 200, made.membership, changeHeaders(made.changeId));
  },
);

export const DELETE = endpoint(
  {
    id: "revokeOuMembership",
    locks: "access",
    tag: "OU Memberships",
    summary: "Revoke a member's access to an Organizational Unit",
    description: "With `end_created`, the service accounts that they created in the OU end too.",
    scope: "admin",
    withinUnit: true,
    allow: mayRevokeAccess,
    unreached: hidesUnit,
    params: OuMembershipParams,
    versioned: membershipVersion,
    query: EndCreatedQuery,
    responses: { 204: null },
    headers: changeHeader,
    refusals: ["org_unit_not_found", "membership_not_found"],
  },
  async ({ tx, actor, params, query }) => {
    const id = await revokeMembership(tx, actor, params.id, params.org_member_id, endsCreated(query));
    return new Reply(204, undefined, changeHeaders(id));
  },
);
