import { readMadeInUnit } from "@/domain/credentials/made";
import { mayReadMadeInUnit } from "@/domain/credentials/policy";
import { Made } from "@/domain/credentials/schema";
import { OuMembershipParams } from "@/domain/ou-memberships/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getCreatedInOrgUnit",
    tag: "Credentials",
    summary: "Read what a member created in an Organizational Unit",
    description: "What `end_created` ends there: the service accounts they created. Invitations belong to no OU.",
    scope: "read",
    withinUnit: true,
    allow: mayReadMadeInUnit,
    params: OuMembershipParams,
    responses: { 200: Made },
    refusals: ["org_unit_not_found", "member_not_found"],
  },
  ({ tx, actor, params }) => readMadeInUnit(tx, actor, params.id, params.org_member_id),
);
