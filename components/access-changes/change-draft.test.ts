import { expect, test } from "vitest";
import { emptyDraft, itemsOf } from "./change-draft";

const two = { ids: ["mem_a", "mem_b"] };
const all = { filters: { role: "viewer" as const }, count: 7 };
const units = [
  { unit_id: "unit_a", role: "editor" as const },
  { unit_id: "unit_b", role: "viewer" as const },
];

test("each member is granted access to each org unit, until the chosen end", () => {
  const items = itemsOf("grant", two, { ...emptyDraft, units, endsAt: "2027-01-01T00:00:00Z" });
  expect(items).toHaveLength(4);
  expect(items?.[1]).toEqual({
    op: "grant",
    org_member_id: "mem_b",
    unit_id: "unit_a",
    role: "editor",
    expires_at: "2027-01-01T00:00:00Z",
  });
});

test("everybody who matches is sent as the filters and their number", () => {
  expect(itemsOf("set_org_role", all, { ...emptyDraft, role: "editor" })).toEqual([
    { op: "set_org_role", role: "editor", members: { role: "viewer" }, expected_count: 7 },
  ]);
});

test("nothing is asked while a field is missing", () => {
  expect(itemsOf("set_org_role", two, emptyDraft)).toBeNull();
  expect(itemsOf("grant", two, emptyDraft)).toBeNull();
  expect(itemsOf("grant", two, { ...emptyDraft, units, endsAt: undefined })).toBeNull();
});

test("what members created ends only if they lose a role and it is asked for", () => {
  const draft = { ...emptyDraft, endsCreated: true };
  expect(itemsOf("deactivate", { ids: ["mem_a"] }, draft)).toEqual([
    { op: "deactivate", end_created: true, org_member_id: "mem_a" },
  ]);
  expect(itemsOf("set_org_role", { ids: ["mem_a"] }, { ...draft, role: "admin" })).toEqual([
    { op: "set_org_role", role: "admin", org_member_id: "mem_a" },
  ]);
});
