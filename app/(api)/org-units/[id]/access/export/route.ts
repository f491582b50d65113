import { UnitAccessExportQuery, UnitAccessList } from "@/domain/org-units/access-schema";
import { exportAccess } from "@/domain/org-units/export-access";
import { OrgUnitParams } from "@/domain/org-units/schema";
import { mayListMemberships } from "@/domain/ou-memberships/policy";
import { endpoint } from "@/lib/http/endpoint";
import { fileHeader, fileHeaders } from "@/lib/http/file-header";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "exportOrgUnitAccess",
    tag: "OU Memberships",
    summary: "Export who can do what in an Organizational Unit as a CSV or JSON file",
    description:
      "Streams everybody who matches the filters of `GET /org-units/{id}/access`. The CSV is written as that of `GET /members/export`. If the connection breaks, the file is incomplete.",
    scope: "read",
    withinUnit: true,
    allow: mayListMemberships,
    params: OrgUnitParams,
    query: UnitAccessExportQuery,
    responses: { 200: UnitAccessList },
    media: { "text/csv": "UTF-8 with a byte order mark" },
    headers: fileHeader,
    refusals: ["org_unit_not_found"],
  },
  async ({ tx, actor, params, query, again }) => {
    const headers = fileHeaders("access", query.format ?? "csv");
    return new Reply(200, await exportAccess(tx, actor, params.id, query, again), headers);
  },
);
