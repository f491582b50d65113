import { expect, test } from "vitest";
import { actorFromRow } from "@/domain/access/mint";
import type { Role } from "@/lib/roles";
import { mayChangeEmailOrRole, mayCreateMember, mayListMembers, mayRemoveMember, mayUpdateMember } from "./policy";

const actor = (role: Role) =>
  actorFromRow({ org_id: "org_1", org_member_id: "mem_1", role, ou_roles: { unit_1: "admin" } });
const others = ["editor", "viewer"] as const;

test("everyone may read the directory", () => {
  for (const role of ["admin", ...others] as const) expect(mayListMembers(actor(role))).toBe(true);
});

test("only org admins may add and remove members, not even an OU's admin", () => {
  expect(mayCreateMember(actor("admin"))).toBe(true);
  expect(mayRemoveMember(actor("admin"))).toBe(true);
  for (const role of others) {
    expect(mayCreateMember(actor(role))).toBe(false);
    expect(mayRemoveMember(actor(role))).toBe(false);
  }
});

test("org admins may change anybody, others only themselves", () => {
  expect(mayUpdateMember(actor("admin"), { id: "mem_2" })).toBe(true);
  for (const role of others) {
    expect(mayUpdateMember(actor(role), { id: "mem_1" })).toBe(true);
    expect(mayUpdateMember(actor(role), { id: "mem_2" })).toBe(false);
  }
});

test("only org admins may set e-mail address and role", () => {
  expect(mayChangeEmailOrRole(actor("admin"))).toBe(true);
  for (const role of others) expect(mayChangeEmailOrRole(actor(role))).toBe(false);
});
