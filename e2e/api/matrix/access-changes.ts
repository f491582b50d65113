import { type Entry, type Expected, forbidden, type IdPosition, type World } from "@/e2e/matrix";
import { seedAccessChange } from "@/e2e/seed-history";

const refused = { "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const isRefused: Expected = { status: 409, code: "change_refused" };
const noChange: Expected = { status: 404, code: "access_change_not_found" };

const newcomer = async (world: World) => (await world.caller("no access")).org_member_id;
const made = ({ org, unit }: World) => seedAccessChange(org.org_id, unit.unit_id);
const grant = (unit_id: string, org_member_id: string) => ({ op: "grant", unit_id, org_member_id, role: "viewer" });
const change = (...changes: object[]) => ({ path: "/access-changes", body: { changes } });

function changePosition(below = ""): IdPosition {
  return {
    at: "path",
    kind: "change",
    request: (_world, id) => ({ path: `/access-changes/${id}${below}` }),
    own: made,
    otherwise: noChange,
  };
}

export const accessChangeEntries: Entry[] = [
  {
    id: "listAccessChanges",
    method: "GET",
    success: 200,
    request: () => ({ path: "/access-changes" }),
    refused,
    ids: [
      {
        at: "query org_member_id",
        kind: "member",
        request: (_world, id) => ({ path: `/access-changes?org_member_id=${id}` }),
        own: newcomer,
        otherwise: { status: 200 }, // a filter: no change concerns an unknown member
      },
    ],
  },
  {
    id: "changeAccess",
    method: "POST",
    success: 201,
    request: async (world) => change(grant(world.unit.unit_id, await newcomer(world))),
    makesAdmin: async (world) =>
      change({ op: "set_org_role", org_member_id: (await world.member()).org_member_id, role: "admin" }),
    refused,
    ids: [
      {
        at: "body changes[].unit_id",
        kind: "unit",
        // Somebody new where it succeeds, and always the same person where it is refused, so that the diffs can be compared.
        request: async (world, id) =>
          change(grant(id, id === world.unit.unit_id ? await newcomer(world) : world.org.admin.org_member_id)),
        own: (world) => world.unit.unit_id,
        otherwise: isRefused,
      },
      {
        at: "body changes[].org_member_id",
        kind: "member",
        request: (world, id) => change(grant(world.unit.unit_id, id)),
        own: newcomer,
        otherwise: isRefused,
      },
    ],
    fields: {
      changes: {
        required: true,
        bad: [
          ...[null, "x", 7, {}, [], [null], ["grant"], [{}], [{ op: "own" }], [{ op: "grant" }]],
          ...[
            { role: "owner" },
            { role: null },
            { unit_id: 7 },
            { org_member_id: 7 },
            { org_member_id: undefined },
          ].map((wrong) => [{ ...grant("unit_x", "mem_x"), ...wrong }]),
          ...[
            { members: {} },
            { expected_count: 1 },
            { end_created: true },
            { expires_at: "2020-01-01T00:00:00Z" },
          ].map((more) => [{ ...grant("unit_x", "mem_x"), ...more }]),
          [{ op: "deactivate", members: { role: "viewer" } }],
          [{ op: "deactivate", members: { nonsense: 1 }, expected_count: 0 }],
          [grant("unit_x", "mem_x"), { op: "revoke", unit_id: "unit_x", org_member_id: "mem_x" }],
          Array(10_001).fill({ op: "deactivate", org_member_id: "mem_x" }),
        ],
      },
      reason: {
        required: false,
        bad: [null, 7, {}, "", "a\0b", "x".repeat(501)],
        good: ["A new team", "x".repeat(500)],
      },
      dry_run: { required: false, bad: [null, "true", 1, {}], good: [false] },
    },
  },
  {
    id: "getAccessChange",
    method: "GET",
    success: 200,
    request: async (world) => ({ path: `/access-changes/${await made(world)}` }),
    refused,
    ids: [changePosition()],
  },
  {
    id: "undoAccessChange",
    method: "POST",
    success: 201,
    request: async (world) => ({ path: `/access-changes/${await made(world)}/undo` }),
    makesAdmin: async ({ org }) => ({ path: `/access-changes/${await seedAccessChange(org.org_id)}/undo` }),
    refused,
    ids: [changePosition("/undo")],
  },
];
