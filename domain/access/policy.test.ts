import { expect, test } from "vitest";
import { actorFromRow } from "./mint";
import { roleInUnit } from "./policy";

const actor = (role: "admin" | "editor" | "viewer", ou_roles: Record<string, "admin" | "editor" | "viewer"> | null) =>
  actorFromRow({ org_id: "org_1", org_member_id: "mem_1", role, ou_roles });

test("an org admin is admin in every OU, even with a lesser membership", () => {
  expect(roleInUnit(actor("admin", null), "unit_1")).toBe("admin");
  expect(roleInUnit(actor("admin", { unit_1: "viewer" }), "unit_1")).toBe("admin");
});

test("inside an OU the OU role decides, whatever the org role", () => {
  expect(roleInUnit(actor("viewer", { unit_1: "admin" }), "unit_1")).toBe("admin");
  expect(roleInUnit(actor("editor", { unit_1: "viewer" }), "unit_1")).toBe("viewer");
});

test.each(["unit_2", "", "__proto__", "constructor", "toString"])(
  "without a membership there is no role (%s)",
  (unitId) => {
    expect(roleInUnit(actor("editor", { unit_1: "admin" }), unitId)).toBeUndefined();
  },
);
