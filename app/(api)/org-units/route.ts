import { allOrgUnits, findOrgUnits } from "@/domain/org-units/list-org-units";
import { createOrgUnit } from "@/domain/org-units/operations";
import { mayCreateOrgUnit, mayListOrgUnits } from "@/domain/org-units/policy";
import { CreateOrgUnitBody, OrgUnit, OrgUnitList, OrgUnitListQuery, orgUnitContent } from "@/domain/org-units/schema";
import { endpoint } from "@/lib/http/endpoint";
import { asksForPage, pageHeaders, pageReply, wholeReply } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "listOrgUnits",
    tag: "Organizational Units",
    summary: "List all Organizational Units you have access to",
    description:
      "The default OU comes first, then the others by name. Returns the whole list unless `limit` or `cursor` asks for a page. Org admins have access to every OU.",
    allow: mayListOrgUnits,
    query: OrgUnitListQuery,
    responses: { 200: OrgUnitList },
    optionalHeaders: pageHeaders,
  },
  async ({ tx, actor, query, again }) => {
    if (asksForPage(query)) return pageReply("/org-units", query, await findOrgUnits(tx, actor, query));
    return wholeReply(query, await allOrgUnits(tx, actor, query, again));
  },
);

export const POST = endpoint(
  {
    id: "createOrgUnit",
    tag: "Organizational Units",
    summary: "Create a new Organizational Unit",
    allow: mayCreateOrgUnit,
    body: CreateOrgUnitBody,
    versioned: { content: orgUnitContent },
    responses: { 201: OrgUnit },
    headers: { Location: "The path of the new OU" },
    refusals: ["org_unit_name_taken", "external_ref_taken"],
  },
  async ({ tx, actor, body }) => {
    const { unitId, unit } = await createOrgUnit(tx, actor, body);
    return new Reply(201, unit, { Location: `/org-units/${unitId}` });
  },
);
