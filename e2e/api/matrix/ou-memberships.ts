import { type Entry, forbidden, type IdPosition, noMember, noUnit, roleField, type World } from "@/e2e/matrix";

const list = (unitId: string) => `/org-units/${unitId}/memberships`;
const role = "editor";
const newcomer = async (world: World) => (await world.caller("no access")).org_member_id;
const present = async (world: World) => (await world.member()).org_member_id;
const refused = { "OU editor": forbidden, "OU viewer": forbidden, "no access": noUnit };

function unitPosition(request: IdPosition["request"]): IdPosition {
  return { at: "path unit", kind: "unit", request, own: (world) => world.unit.unit_id, otherwise: noUnit };
}

export const ouMembershipEntries: Entry[] = [
  {
    id: "listOuMemberships",
    method: "GET",
    success: 200,
    request: ({ unit }) => ({ path: list(unit.unit_id) }),
    refused: { "no access": noUnit },
    ids: [unitPosition((_world, id) => ({ path: list(id) }))],
  },
  ...["", "/export"].map(
    (below): Entry => ({
      id: `${below ? "export" : "list"}OrgUnitAccess`,
      method: "GET",
      success: 200,
      // People of one role, so that two hosts answer alike in whatever order their addresses are.
      request: ({ unit }) => ({ path: `/org-units/${unit.unit_id}/access${below}?role=viewer` }),
      refused: { "no access": noUnit },
      ids: [unitPosition((_world, id) => ({ path: `/org-units/${id}/access${below}` }))],
    }),
  ),
  {
    id: "grantOuMembership",
    method: "PUT",
    success: 201,
    request: async (world) => ({ path: `${list(world.unit.unit_id)}/${await newcomer(world)}`, body: { role } }),
    replacing: async (world) => ({ path: `${list(world.unit.unit_id)}/${await present(world)}`, body: { role } }),
    makesAdmin: async (world) => ({
      path: `${list(world.unit.unit_id)}/${await newcomer(world)}`,
      body: { role: "admin" },
    }),
    refused,
    ids: [
      unitPosition(async (world, id) => ({ path: `${list(id)}/${await newcomer(world)}`, body: { role } })),
      {
        at: "path member",
        kind: "member",
        request: ({ unit }, id) => ({ path: `${list(unit.unit_id)}/${id}`, body: { role } }),
        own: newcomer,
        otherwise: noMember,
      },
    ],
    fields: {
      role: roleField,
      expires_at: {
        required: false,
        bad: [7, true, {}, "", "tomorrow", "2030-01-01", "2020-01-01T00:00:00Z", "9999-12-31T23:59:60Z"],
        good: [null, "2099-01-01T00:00:00+02:00", "2099-12-31T23:59:59.999Z"],
      },
    },
  },
  {
    id: "revokeOuMembership",
    method: "DELETE",
    success: 204,
    request: async (world) => ({ path: `${list(world.unit.unit_id)}/${await present(world)}` }),
    refused,
    ids: [
      unitPosition(async (world, id) => ({ path: `${list(id)}/${await present(world)}` })),
      {
        at: "path member",
        kind: "member",
        request: ({ unit }, id) => ({ path: `${list(unit.unit_id)}/${id}` }),
        own: present,
        otherwise: { status: 404, code: "membership_not_found" },
      },
    ],
  },
];
