import {
  type Entry,
  forbidden,
  fresh,
  type IdPosition,
  nameField,
  noAccess,
  nonStrings,
  noUnit,
  selections,
  textField,
} from "@/e2e/matrix";

const body = () => ({ name: fresh("Unit") });
const groupField = {
  ...textField(60),
  bad: [7, true, [], {}, "", "  ", "a\nb", "x".repeat(61)],
  good: [null, "Europe"],
};
const fields = {
  name: nameField,
  external_ref: { ...textField(255), good: [null, "", "sf_bu_001"] },
  group: groupField,
};

function inPath(suffix: (path: string) => IdPosition["request"]): IdPosition {
  return {
    at: "path",
    kind: "unit",
    request: (world, id) => suffix(`/org-units/${id}`)(world, id),
    own: (world) => world.unit.unit_id,
    otherwise: noUnit,
  };
}

export const orgUnitEntries: Entry[] = [
  { id: "listOrgUnits", method: "GET", success: 200, request: () => ({ path: "/org-units" }) },
  {
    id: "createOrgUnit",
    method: "POST",
    success: 201,
    request: () => ({ path: "/org-units", body: body() }),
    refused: { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden },
    fields,
  },
  {
    id: "getOrgUnit",
    method: "GET",
    success: 200,
    request: ({ unit }) => ({ path: `/org-units/${unit.unit_id}` }),
    refused: { "no access": noUnit },
    ids: [inPath((path) => () => ({ path }))],
  },
  {
    id: "updateOrgUnit",
    method: "PUT",
    success: 200,
    request: ({ unit }) => ({ path: `/org-units/${unit.unit_id}`, body: body() }),
    refused: { "OU editor": forbidden, "OU viewer": forbidden, "no access": noUnit },
    ids: [inPath((path) => () => ({ path, body: body() }))],
    fields,
  },
  {
    id: "getActiveOrgUnit",
    method: "GET",
    success: 200,
    request: ({ unit }) => ({ path: "/org-units/active", headers: { "X-Active-OU-ID": unit.unit_id } }),
    refused: { "no access": noAccess },
    ids: selections("/org-units/active", noAccess),
  },
  {
    id: "setActiveOrgUnit",
    method: "POST",
    success: 204,
    request: ({ unit }) => ({ path: "/org-units/active", body: { ouId: unit.unit_id } }),
    refused: { "no access": noAccess },
    ids: [
      {
        at: "body ouId",
        kind: "unit",
        request: (_world, ouId) => ({ path: "/org-units/active", body: { ouId } }),
        own: (world) => world.unit.unit_id,
        otherwise: noAccess,
      },
    ],
    fields: { ouId: { required: true, bad: [...nonStrings, "", "a\0b", "\udc00", "x".repeat(256)] } },
  },
];
