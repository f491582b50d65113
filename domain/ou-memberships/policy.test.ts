import { expect, test } from "vitest";
import { actorFromRow } from "@/domain/access/mint";
import { type Role, roles } from "@/lib/roles";
import { mayGrantAccess, mayGrantInUnit, mayListMemberships, mayRevokeAccess } from "./policy";

const actor = (role: Role, unitRole?: Role) =>
  actorFromRow({ org_id: "org_1", org_member_id: "mem_1", role, ou_roles: unitRole ? { unit_1: unitRole } : {} });
const unit = { id: "unit_1" };

test("every role may list memberships; row-level security decides whether the OU exists", () => {
  for (const role of ["admin", "editor", "viewer"] as const) expect(mayListMemberships(actor(role))).toBe(true);
});

test.each([mayGrantAccess, mayRevokeAccess])(
  "access is given and taken by the OU's admins and by org admins alone",
  (may) => {
    expect(may(actor("admin"), unit)).toBe(true);
    expect(may(actor("viewer", "admin"), unit)).toBe(true);
    expect(may(actor("editor", "editor"), unit)).toBe(false);
    expect(may(actor("editor", "viewer"), unit)).toBe(false);
  },
);

test("the role in an OU alone gives the same answer about granting access", () => {
  for (const role of roles) {
    const one = actor("viewer", role);
    expect(mayGrantInUnit(one, {}, { role })).toBe(mayGrantAccess(one, unit));
  }
});
