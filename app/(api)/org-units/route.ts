import { pageOrgUnits, streamOrgUnits } from "@/domain/org-units/list-org-units";
import { createOrgUnit, tryFirstSlug } from "@/domain/org-units/operations";
import { mayCreateOrgUnit, mayListOrgUnits } from "@/domain/org-units/policy";
import { CreateOrgUnitBody, OrgUnit, OrgUnitList, OrgUnitListQuery, orgUnitContent } from "@/domain/org-units/schema";
import { endpoint } from "@/lib/http/endpoint";
import { listReply, pageHeaders } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "listOrgUnits",
    tag: "Organizational Units",
    summary: "List all Organizational Units you have access to",
    description:
      "The default OU comes first, then the others by name. Returns the whole list unless `limit` or `cursor` asks for a page. Org admins have access to every OU.",
    scope: "read",
    withinUnit: true,
    allow: mayListOrgUnits,
    query: OrgUnitListQuery,
    responses: { 200: OrgUnitList },
    optionalHeaders: pageHeaders,
  },
  {
    read: ({ tx, reader, query, again }) => {
      const page = () => pageOrgUnits(tx, reader, query);
      const whole = () => streamOrgUnits(tx, reader, query, again);
      return listReply("/org-units", query, page, whole);
    },
  },
);

export const POST = endpoint(
  {
    id: "createOrgUnit",
    tag: "Organizational Units",
    summary: "Create a new Organizational Unit",
    scope: "admin",
    allow: mayCreateOrgUnit,
    body: CreateOrgUnitBody,
    versioned: { content: orgUnitContent },
    responses: { 201: OrgUnit },
    headers: { Location: "The path of the new OU" },
    refusals: ["org_unit_name_taken", "external_ref_taken"],
  },
  {
    write: ({ tx, reader, body }) => tryFirstSlug(tx, reader, body),
    finish: async ({ tx, actor, body }, written) => {
      const { unitId, unit } = await createOrgUnit(tx, actor, body, written);
      return new Reply(201, unit, { Location: `/org-units/${unitId}` });
    },
  },
);
