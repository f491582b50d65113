import {
  type Entry,
  forbidden,
  fresh,
  freshEmail,
  type IdPosition,
  nameField,
  noMember,
  nonStrings,
  noUnit,
  roleField,
  selections,
  type World,
} from "@/e2e/matrix";
import { seedDeactivated } from "@/e2e/seed";

const person = () => ({ first_name: "Grace", last_name: "Hopper", email: freshEmail(), role: "viewer" });
const newMember = () => ({ ...person(), password: "correct horse battery" });
const someone = async (world: World) => (await world.member()).org_member_id;
const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const identity = {
  first_name: nameField,
  last_name: nameField,
  email: {
    required: true,
    bad: [...nonStrings, "", "ada", "ada@", "@example.com", "a b@example.com", "a@b\0.com", "a@b.com\r\nBcc: c@d.com"],
  },
  role: roleField,
};

const memberships = {
  required: false,
  bad: [null, "x", 7, {}, [null], ["unit"], [{}], [{ unit_id: "unit_x" }], [{ unit_id: 7, role: "viewer" }]],
  good: [[]],
};
const invitee = () => ({ email: freshEmail() });
const renaming = (...members: object[]) => ({ path: "/members/batch-update", body: { members } });

function memberPosition(request: (path: string) => ReturnType<IdPosition["request"]>): IdPosition {
  const at = "path";
  return { at, kind: "member", request: (_world, id) => request(`/members/${id}`), own: someone, otherwise: noMember };
}

function unitFilter(path: string): IdPosition {
  return {
    at: "query unit_id",
    kind: "unit",
    request: (_world, id) => ({ path: `${path}?unit_id=${id}` }),
    own: (world) => world.unit.unit_id,
    otherwise: noUnit,
  };
}

/** Members whom the verb changes. */
const changing = {
  deactivate: someone,
  reactivate: ({ org }: World) => seedDeactivated(org.org_id, "viewer"),
};

export const memberEntries: Entry[] = [
  {
    id: "listMembers",
    method: "GET",
    success: 200,
    request: () => ({ path: "/members" }),
    ids: [unitFilter("/members")],
  },
  {
    id: "exportMembers",
    method: "GET",
    success: 200,
    request: () => ({ path: "/members/export" }),
    ids: [unitFilter("/members/export")],
  },
  {
    id: "createMember",
    method: "POST",
    success: 200,
    request: () => ({ path: "/members", body: newMember() }),
    makesAdmin: () => ({ path: "/members", body: { ...newMember(), role: "admin" } }),
    refused,
    ids: [
      {
        at: "body ou_memberships[].unit_id",
        kind: "unit",
        request: (_world, unit_id) => ({
          path: "/members",
          body: { ...newMember(), ou_memberships: [{ unit_id, role: "viewer" }] },
        }),
        own: (world) => world.unit.unit_id,
        otherwise: noUnit,
      },
    ],
    fields: {
      ...identity,
      password: {
        required: true,
        bad: [...nonStrings, "", "x".repeat(11), "x".repeat(257), "password with \0", "QWERTY123456", "gracehopper1"],
      },
      ou_memberships: memberships,
    },
  },
  {
    id: "inviteMembers",
    method: "POST",
    success: 200,
    request: () => ({ path: "/members/batch", body: { role: "viewer", members: [invitee()] } }),
    makesAdmin: () => ({ path: "/members/batch", body: { role: "admin", members: [invitee()] } }),
    refused,
    ids: [
      {
        at: "body members[].ou_memberships[].unit_id",
        kind: "unit",
        request: (_world, unit_id) => ({
          path: "/members/batch",
          body: { role: "viewer", members: [{ ...invitee(), ou_memberships: [{ unit_id, role: "viewer" }] }] },
        }),
        own: (world) => world.unit.unit_id,
        otherwise: noUnit,
      },
      {
        at: "body ou_memberships[].unit_id",
        kind: "unit",
        request: (_world, unit_id) => ({
          path: "/members/batch",
          body: { role: "viewer", members: [invitee()], ou_memberships: [{ unit_id, role: "viewer" }] },
        }),
        own: (world) => world.unit.unit_id,
        otherwise: noUnit,
      },
    ],
    fields: {
      role: roleField,
      ou_memberships: memberships,
      dry_run: { required: false, bad: [null, "true", 1, {}], good: [true, false] },
      members: {
        required: true,
        bad: [
          ...[null, "x", 7, {}, [], [null], ["a@b.test"], [{}], [{ email: 7 }], [{ email: null }]],
          ...[
            [{ email: "a\0@b.test" }],
            [{ email: "a@b.test", first_name: 7 }],
            [{ email: "a@b.test", password: "x" }],
            [{ email: "a@b.test", role: "owner" }],
            [{ email: "a@b.test", ou_memberships: [{ unit_id: 7, role: "viewer" }] }],
          ],
          Array(1001).fill({ email: "a@b.test" }),
        ],
        good: [
          [{ email: "no address" }],
          [
            { ...invitee(), first_name: "Grace", role: "editor", ou_memberships: [] },
            { email: "", last_name: "" },
          ],
        ],
      },
    },
  },
  {
    id: "updateMembers",
    method: "POST",
    success: 200,
    request: async (world) => renaming({ email: (await world.member()).email, last_name: fresh("Murray") }),
    makesAdmin: async (world) => renaming({ email: (await world.member()).email, role: "admin" }),
    refused,
    fields: {
      dry_run: { required: false, bad: [null, "true", 1, {}], good: [true, false] },
      end_created: { required: false, bad: [null, "true", 1, {}], good: [true, false] },
      members: {
        required: true,
        bad: [
          ...[null, "x", 7, {}, [], [null], ["a@b.test"], [{}], [{ email: 7 }], [{ email: "a\0@b.test" }]],
          ...[{ first_name: 7 }, { role: "owner" }, { role: null }, { password: "x" }].map((wrong) => [
            { email: "a@b.test", ...wrong },
          ]),
          Array(1001).fill({ email: "a@b.test" }),
        ],
        good: [[{ email: "no address" }], [{ email: "nobody@b.test", first_name: "", role: "viewer" }]],
      },
    },
  },
  {
    id: "getMember",
    method: "GET",
    success: 200,
    request: async (world) => ({ path: `/members/${await someone(world)}` }),
    ids: [memberPosition((path) => ({ path }))],
  },
  {
    id: "updateMember",
    method: "PUT",
    success: 204,
    request: async (world) => ({ path: `/members/${await someone(world)}`, body: person() }),
    makesAdmin: async (world) => ({ path: `/members/${await someone(world)}`, body: { ...person(), role: "admin" } }),
    refused,
    ids: [memberPosition((path) => ({ path, body: person() }))],
    fields: identity,
  },
  {
    id: "removeMember",
    method: "DELETE",
    success: 204,
    request: async (world) => ({ path: `/members/${await someone(world)}` }),
    refused,
    ids: [memberPosition((path) => ({ path }))],
  },
  {
    id: "getMe",
    method: "GET",
    success: 200,
    request: () => ({ path: "/me" }),
    ids: selections("/me", { status: 200 }),
  },
  ...(["deactivate", "reactivate"] as const).map(
    (verb): Entry => ({
      id: `${verb}Member`,
      method: "POST",
      success: 204,
      request: async (world) => ({ path: `/members/${await changing[verb](world)}/${verb}` }),
      ...(verb === "reactivate"
        ? {
            makesAdmin: async ({ org }: World) => ({
              path: `/members/${await seedDeactivated(org.org_id, "admin")}/reactivate`,
            }),
          }
        : {}),
      refused,
      ids: [{ ...memberPosition((path) => ({ path: `${path}/${verb}` })), own: changing[verb] }],
    }),
  ),
];
