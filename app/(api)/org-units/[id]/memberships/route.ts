import { OrgUnitParams } from "@/domain/org-units/schema";
import { streamMemberships } from "@/domain/ou-memberships/operations";
import { mayListMemberships } from "@/domain/ou-memberships/policy";
import { OuMembershipList } from "@/domain/ou-memberships/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "listOuMemberships",
    tag: "OU Memberships",
    summary: "List who has a membership in an Organizational Unit",
    description:
      "Org admins have access to every OU without a membership, so they are listed only if they also have one.",
    scope: "read",
    withinUnit: true,
    allow: mayListMemberships,
    params: OrgUnitParams,
    responses: { 200: OuMembershipList },
    refusals: ["org_unit_not_found"],
  },
  { read: async ({ tx, reader, params, again }) => (await streamMemberships(tx, reader, params.id, again)).items },
);
