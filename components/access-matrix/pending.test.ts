import { expect, test } from "vitest";
import type { Cell, Wanted } from "./cell";
import { addEdits, cellKey, type Edit, itemsOf, type Pending, type Person, withoutCells } from "./pending";

const person: Person = {
  org_member_id: "mem_a",
  first_name: "Ada",
  last_name: "Lovelace",
  email: "ada@example.com",
  role: "viewer",
  status: "active",
};
const unit = { unit_id: "unit_a", name: "EMEA" };
const none: Pending = new Map();
const edit = (current: Cell, wanted: Wanted | undefined, more: Partial<Edit> = {}): Edit => ({
  row: 0,
  column: 0,
  person,
  unit,
  current,
  wanted,
  ...more,
});
const editor: Cell = { role: "editor", expires_at: "2099-01-01T00:00:00Z" };
const of = { org_member_id: "mem_a", unit_id: "unit_a" };

test("pending changes become grants and revocations, and a grant keeps the end unless it names one", () => {
  const asked = (current: Cell, wanted: Wanted) => itemsOf(addEdits(none, [edit(current, wanted)]).pending);
  expect(asked(null, { role: "viewer" })).toEqual([{ op: "grant", ...of, role: "viewer" }]);
  expect(asked(editor, { role: "viewer" })).toEqual([{ op: "grant", ...of, role: "viewer" }]);
  expect(asked(editor, null)).toEqual([{ op: "revoke", ...of }]);
  const end = "2100-01-01T00:00:00Z";
  expect(asked(editor, { role: "editor", expires_at: end })).toEqual([
    { op: "grant", ...of, role: "editor", expires_at: end },
  ]);
});

test("a cell that is set back to what it is has no pending change", () => {
  const { pending } = addEdits(none, [edit(editor, { role: "viewer" })]);
  expect(pending.size).toBe(1);
  expect(addEdits(pending, [edit(editor, { role: "editor" })]).pending.size).toBe(0);
  expect(addEdits(none, [edit(null, null)]).pending.size).toBe(0);
});

test("org admins, texts that are no role and cells outside are refused, and the others are set", () => {
  const { pending, refused } = addEdits(none, [
    edit(null, { role: "viewer" }, { person: { ...person, role: "admin" } }),
    edit(null, undefined, { text: "boss" }),
    edit(null, { role: "viewer" }, { unit: undefined }),
    edit(null, { role: "viewer" }),
  ]);
  expect(refused.map(({ why }) => why)).toEqual(["org_admin", "no_role", "outside"]);
  expect([...pending.keys()]).toEqual([cellKey("mem_a", "unit_a")]);
  expect(withoutCells(pending, [of]).size).toBe(0);
});
