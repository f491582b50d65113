import { describe, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import type { MemberStatus, Role } from "@/lib/roles";
import type { AccessState, Item, KnownMember } from "./item";
import { pairOf, subjectOf } from "./item";
import { diffOf, planChange } from "./plan";

const actor = (orgRole: Role, ouRoles: Record<string, Role> = {}) =>
  ({ kind: "member", memberId: "mem_actor", orgRole, ouRoles }) as unknown as Actor;
const orgAdmin = actor("admin");

const member = (role: Role, status: MemberStatus = "active"): KnownMember => ({
  name: "Ada Lovelace",
  email: "ada@acme.test",
  role,
  status,
  accepted: status !== "invited",
});

function stateWith(members: Record<string, KnownMember>, grants: Record<string, Role> = {}): AccessState {
  const admins = Object.values(members).filter(({ role, status }) => role === "admin" && status === "active").length;
  return {
    members: new Map(Object.entries(members)),
    units: new Map([
      ["unit_a", "A"],
      ["unit_b", "B"],
    ]),
    grants: new Map(Object.entries(grants).map(([pair, role]) => [pair, { role, expires_at: null }])),
    admins,
    actor: "Grace Hopper",
  };
}

const effects = (by: Actor, items: Item[], state: AccessState) =>
  planChange(by, items, state).map(({ result }) => result.code ?? result.effect);

describe("the last admin", () => {
  const leave = (id: string): Item => ({ op: "set_org_role", org_member_id: id, role: "viewer" });
  const state = stateWith({ one: member("admin"), two: member("admin"), three: member("viewer") });

  test("may go if the same set makes another", () => {
    const made: Item = { op: "set_org_role", org_member_id: "three", role: "admin" };
    expect(effects(orgAdmin, [leave("one"), leave("two")], state)).toEqual(["last_admin", "last_admin"]);
    expect(effects(orgAdmin, [leave("one"), leave("two"), made], state)).toEqual(Array(3).fill("changed"));
  });

  test("does not count if the set deactivates whom it makes an admin", () => {
    const items: Item[] = [
      leave("one"),
      { op: "deactivate", org_member_id: "two" },
      { op: "set_org_role", org_member_id: "three", role: "admin" },
      { op: "deactivate", org_member_id: "three" },
    ];
    expect(effects(orgAdmin, items, state)).toEqual(["last_admin", "last_admin", "changed", "changed"]);
  });

  test("is not an invited or a deactivated one", () => {
    const few = stateWith({
      one: member("admin"),
      two: member("admin", "invited"),
      three: member("admin", "deactivated"),
    });
    expect(effects(orgAdmin, [leave("one")], few)).toEqual(["last_admin"]);
    expect(effects(orgAdmin, [leave("two"), leave("three")], few)).toEqual(["changed", "changed"]);
    expect(effects(orgAdmin, [leave("one"), { op: "reactivate", org_member_id: "three" }], few)).toEqual([
      "changed",
      "changed",
    ]);
  });
});

test("an OU admin reaches only the OUs they administer, and no role of the organization", () => {
  const by = actor("editor", { unit_a: "admin", unit_b: "editor" });
  const state = stateWith({ one: member("viewer") });
  const items: Item[] = [
    { op: "grant", org_member_id: "one", unit_id: "unit_a", role: "admin" },
    { op: "grant", org_member_id: "one", unit_id: "unit_b", role: "viewer" },
    { op: "revoke", org_member_id: "one", unit_id: "unit_c" },
    { op: "grant", org_member_id: "nobody", unit_id: "unit_a", role: "viewer" },
    { op: "set_org_role", org_member_id: "one", role: "viewer" },
    { op: "reactivate", org_member_id: "one" },
  ];
  const codes = ["changed", "forbidden", "org_unit_not_found", "member_not_found", "forbidden", "forbidden"];
  expect(effects(by, items, state)).toEqual(codes);
});

test("whoever had not accepted an invitation becomes invited again", () => {
  const state = stateWith({ one: { ...member("viewer", "deactivated"), accepted: false } });
  const [planned] = planChange(orgAdmin, [{ op: "reactivate", org_member_id: "one" }], state);
  expect(planned?.result.after).toEqual({ status: "invited" });
});

// A small generator that gives the same sets every time.
function* numbers(seed: number): Generator<number, never> {
  for (let x = seed; ; ) {
    x = (x * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield x / 2_147_483_648;
  }
}

test("of two thousand sets, each plan is whole: it can be applied, leaves an admin, and planned again changes nothing", () => {
  const random = numbers(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor((random.next().value ?? 0) * list.length)] as T;
  const [roles, ids, units] = [["admin", "editor", "viewer"] as const, ["one", "two", "three"], ["unit_a", "unit_b"]];
  const anyItem = (): Item => {
    const [org_member_id, unit_id, role] = [pick(ids), pick(units), pick(roles)];
    return pick<Item>([
      { op: "grant", org_member_id, unit_id, role },
      { op: "revoke", org_member_id, unit_id },
      { op: "set_org_role", org_member_id, role },
      { op: "deactivate", org_member_id },
      { op: "reactivate", org_member_id },
    ]);
  };
  let refusals = 0;
  for (let round = 0; round < 2_000; round += 1) {
    const members = Object.fromEntries(
      ids.map((id) => [id, member(pick(roles), pick(["active", "active", "invited", "deactivated"] as const))]),
    );
    members.one = member("admin");
    const grants = Object.fromEntries(ids.flatMap((id) => (pick([0, 1]) ? [[pairOf("unit_a", id), pick(roles)]] : [])));
    const state = stateWith(members, grants);
    const items = [
      ...new Map(Array.from({ length: 1 + (round % 6) }, anyItem).map((one) => [subjectOf(one), one])).values(),
    ];
    const planned = planChange(orgAdmin, items, state);
    const { summary } = diffOf(null, planned);
    expect(summary.changed + summary.none + summary.refused).toBe(items.length);
    if (summary.refused > 0) {
      refusals += 1;
      continue;
    }
    const after = { ...members };
    const granted: Record<string, Role> = { ...grants };
    for (const { result } of planned) {
      const { org_member_id: id, unit_id, after: set } = result;
      const known = after[id];
      if (unit_id === null && known) after[id] = { ...known, ...(set as Partial<KnownMember>) };
      else if (unit_id !== null && set?.role) granted[pairOf(unit_id, id)] = set.role;
      else delete granted[pairOf(String(unit_id), id)];
    }
    const next = stateWith(after, granted);
    expect(next.admins, JSON.stringify(items)).toBeGreaterThan(0);
    expect(new Set(effects(orgAdmin, items, next))).toEqual(new Set(["none"]));
  }
  expect(refusals).toBeGreaterThan(20);
});
