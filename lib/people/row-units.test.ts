import { expect, test } from "vitest";
import { judgePeople } from "./judge-people";
import { readPeople } from "./read-records";
import { withUnits } from "./row-units";

const units = [
  { unit_id: "unit_a", name: "EMEA Sales", is_default: false },
  { unit_id: "unit_b", name: "Default", is_default: true },
];

function memberships(cell: string, role = "") {
  const read = readPeople(`email,role,ou_memberships\na@x.test,${role},${cell}`);
  const [person] = withUnits(judgePeople("people" in read ? read.people : []), units, "viewer");
  return person?.problem ?? person?.ou_memberships?.map((one) => `${one.unit_id} ${one.role}`);
}

test("a row names its org units as an export does, or by their names alone", () => {
  expect(memberships("EMEA Sales (editor); Default (admin until 2099-01-01T00:00:00Z)")).toEqual([
    "unit_a editor",
    "unit_b admin",
  ]);
  expect(memberships("emea sales;default", "editor")).toEqual(["unit_a editor", "unit_b editor"]);
  expect(memberships("Default")).toEqual(["unit_b viewer"]);
  expect(memberships("")).toBeUndefined();
  expect(memberships("Default; APAC (viewer)")).toBe("No such org unit: APAC");
});
