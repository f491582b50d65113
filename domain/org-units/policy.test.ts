import { expect, test } from "vitest";
import { actorFromRow } from "@/domain/access/mint";
import type { Role } from "@/lib/roles";
import { mayChangeOrgUnit, mayCreateOrgUnit, mayListOrgUnits } from "./policy";

const actor = (role: Role, ou_roles: Record<string, Role> = {}) =>
  actorFromRow({ org_id: "org_1", org_member_id: "mem_1", role, ou_roles });

test("everyone may list OUs", () => {
  for (const role of ["admin", "editor", "viewer"] as const) expect(mayListOrgUnits(actor(role))).toBe(true);
});

test("only org admins may create OUs, whatever others' OU role", () => {
  expect(mayCreateOrgUnit(actor("admin"))).toBe(true);
  expect(mayCreateOrgUnit(actor("editor"))).toBe(false);
  expect(mayCreateOrgUnit(actor("viewer", { unit_1: "admin" }))).toBe(false);
});

test("only an OU's admins and org admins may change it", () => {
  const unit = { id: "unit_1" };
  expect(mayChangeOrgUnit(actor("admin"), unit)).toBe(true);
  expect(mayChangeOrgUnit(actor("admin", { unit_1: "viewer" }), unit)).toBe(true);
  expect(mayChangeOrgUnit(actor("viewer", { unit_1: "admin" }), unit)).toBe(true);
  expect(mayChangeOrgUnit(actor("viewer", { unit_1: "editor" }), unit)).toBe(false);
  expect(mayChangeOrgUnit(actor("editor", { unit_1: "viewer" }), unit)).toBe(false);
});

test('without access the policy allows it, because the operation answers "not found"', () => {
  expect(mayChangeOrgUnit(actor("editor", { unit_2: "viewer" }), { id: "unit_1" })).toBe(true);
});

test.each(["__proto__", "constructor", "toString"])("nobody has a role in an OU called %s", (id) => {
  expect(mayChangeOrgUnit(actor("viewer"), { id })).toBe(true); // which then is not found
  expect(mayChangeOrgUnit(actor("viewer", { unit_1: "viewer" }), { id })).toBe(true);
});
