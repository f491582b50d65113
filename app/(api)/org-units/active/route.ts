import {
  activeUnitCookie,
  headerSafe,
  selectedUnitId,
  selectingCookies,
  selectingHeaders,
} from "@/domain/access/unit-selection";
import { activateOrgUnit, readActiveOrgUnit } from "@/domain/org-units/operations";
import { hidesWantedUnit, mayListOrgUnits } from "@/domain/org-units/policy";
import { ActiveOrgUnit, SetActiveBody } from "@/domain/org-units/schema";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "getActiveOrgUnit",
    tag: "Organizational Units",
    summary: "Read your active Organizational Unit",
    description: "The OU named by the header `X-Active-OU-ID`, or else by the cookie `activeOu`, with your role in it.",
    scope: "read",
    withinUnit: true,
    allow: mayListOrgUnits,
    reads: selectingHeaders,
    readsCookies: selectingCookies,
    responses: { 200: ActiveOrgUnit },
    headers: { "X-Active-OU-ID": "The active OU identifier" },
    refusals: ["active_ou_required", "org_unit_access_required"],
  },
  {
    read: async ({ tx, reader, request }) => {
      const { unitId, unit } = await readActiveOrgUnit(tx, reader, selectedUnitId(request));
      return new Reply(200, unit, { "X-Active-OU-ID": unitId });
    },
  },
);

export const POST = endpoint(
  {
    id: "setActiveOrgUnit",
    locks: "nothing",
    tag: "Organizational Units",
    summary: "Set your active Organizational Unit for subsequent requests",
    description: "The active OU is kept in an HttpOnly cookie; clients without cookies send `X-Active-OU-ID` instead.",
    scope: "admin",
    withinUnit: true,
    allow: mayListOrgUnits,
    body: SetActiveBody,
    unreached: hidesWantedUnit,
    responses: { 204: null },
    headers: {
      "X-Active-OU-ID": "The active OU identifier",
      "X-Active-OU-Name":
        "The active OU display name; `%` and characters outside printable ASCII are percent-encoded as UTF-8",
      "X-Active-OU-Slug": "The active OU slug",
      "Set-Cookie": "The cookie activeOu",
    },
    refusals: ["org_unit_access_required"],
  },
  {
    read: async ({ tx, reader, body }) => {
      const unit = await activateOrgUnit(tx, reader, body.ouId);
      return new Reply(204, undefined, {
        "X-Active-OU-ID": unit.unit_id,
        "X-Active-OU-Name": headerSafe(unit.name),
        "X-Active-OU-Slug": unit.slug,
        "Set-Cookie": activeUnitCookie(unit.unit_id),
      });
    },
  },
);
