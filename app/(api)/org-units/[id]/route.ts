import { readOrgUnit, updateOrgUnit } from "@/domain/org-units/operations";
import { hidesUnit, mayChangeOrgUnit, mayListOrgUnits } from "@/domain/org-units/policy";
import { OrgUnit, OrgUnitParams, UpdateOrgUnitBody } from "@/domain/org-units/schema";
import { orgUnitVersion } from "@/domain/org-units/version";
import { endpoint, refusal } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getOrgUnit",
    tag: "Organizational Units",
    summary: "Read an Organizational Unit",
    scope: "read",
    withinUnit: true,
    allow: mayListOrgUnits,
    params: OrgUnitParams,
    versioned: orgUnitVersion,
    responses: { 200: OrgUnit },
    refusals: ["org_unit_not_found"],
  },
  { read: ({ tx, reader, params }) => readOrgUnit(tx, reader, params.id) },
);

export const PUT = endpoint(
  {
    id: "updateOrgUnit",
    tag: "Organizational Units",
    summary: "Update the name (and slug) of an existing Organizational Unit",
    scope: "admin",
    withinUnit: true,
    allow: mayChangeOrgUnit,
    unreached: hidesUnit,
    params: OrgUnitParams,
    body: UpdateOrgUnitBody,
    versioned: orgUnitVersion,
    responses: { 200: OrgUnit },
    refusals: ["org_unit_not_found", "org_unit_name_taken", "external_ref_taken"],
  },
  ({ tx, actor, params, body }) => updateOrgUnit(tx, actor, params.id, body),
);

export const DELETE = refusal({
  id: "deleteOrgUnit",
  tag: "Organizational Units",
  summary: "Not supported",
  description: "Deletion of Organizational Units is not supported to prevent data loss: always 405.",
  params: OrgUnitParams,
  refusals: ["deletion_not_supported"],
});
