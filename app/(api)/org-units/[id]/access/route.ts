import { UnitAccessList, UnitAccessQuery } from "@/domain/org-units/access-schema";
import { pageAccess, streamAccess } from "@/domain/org-units/list-access";
import { OrgUnitParams } from "@/domain/org-units/schema";
import { mayListMemberships } from "@/domain/ou-memberships/policy";
import { endpoint } from "@/lib/http/endpoint";
import { listReply, pageHeaders } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listOrgUnitAccess",
    tag: "OU Memberships",
    summary: "List who can do what in an Organizational Unit, and why",
    description:
      "Everybody with access in effect: org admins, and members with a membership. For whoever has access to the OU, by name. Returns the whole list unless `limit` or `cursor` asks for a page.",
    scope: "read",
    withinUnit: true,
    allow: mayListMemberships,
    params: OrgUnitParams,
    query: UnitAccessQuery,
    responses: { 200: UnitAccessList },
    optionalHeaders: pageHeaders,
    refusals: ["org_unit_not_found"],
  },
  {
    read: ({ tx, reader, params: { id }, query, again }) => {
      const page = () => pageAccess(tx, reader, id, query);
      const whole = () => streamAccess(tx, reader, id, query, again);
      return listReply(`/org-units/${id}/access`, query, page, whole);
    },
  },
);
