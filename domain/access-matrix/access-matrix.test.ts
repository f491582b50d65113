import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { makeTwoUnits } from "@/testing/access";
import { owner } from "@/testing/database";
import { addMember, changeMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as exporting from "./export-matrix";
import * as listing from "./matrix-lists";
import { mayReadMatrix } from "./policy";
import * as reading from "./read-matrix";
import { AccessMatrix, MatrixQuery, type MatrixRow } from "./schema";

const { readMatrix } = asRequests(reading);
const { pageRows, listColumns } = asRequests(listing);
const { exportMatrix } = asRequests(exporting);

let org: TestOrganization;
let [unit, other] = ["", ""];
let [admin, ouAdmin, viewer] = [] as unknown as [Actor, Actor, Actor];
beforeAll(async () => {
  ({ org, unit, other } = await makeTwoUnits());
  admin = await addMember(org, { role: "admin", units: { [unit]: "viewer" } });
  ouAdmin = await addMember(org, { units: { [unit]: "admin", [other]: "admin", [org.unitId]: "editor" } });
  viewer = await addMember(org, { units: { [unit]: "viewer", [org.unitId]: "editor" } });
  for (const [member, name] of [
    [org.admin, "A"],
    [admin, "B"],
    [ouAdmin, "C"],
    [viewer, "D"],
  ] as const)
    await changeMember(member.memberId, owner()`first_name = ${name}, last_name = ${name}`);
  await owner()`update ou_memberships set expires_at = '2099-01-01T00:00:00Z'
    where org_member_id = ${viewer.memberId} and unit_id = ${unit}`;
});

const sectionOf = async (actor: Actor, query: MatrixQuery = {}) =>
  AccessMatrix.parse((await readMatrix(actor, query)).parse());
const cellsOf = ({ first_name: name, access }: MatrixRow) => [
  name,
  Object.fromEntries(access.map(({ unit_id: id, role }) => [id, role])),
];
const namesOf = ({ units }: AccessMatrix) => units.map(({ name }) => name);

test("an org admin reads every OU as a column; org admins are admins without memberships", async () => {
  const matrix = await sectionOf(org.admin);
  expect([matrix.total_members, matrix.total_units]).toEqual([4, 3]);
  expect(namesOf(matrix)).toEqual(["Default", "EMEA", "Events"]);
  expect(matrix.members.map(cellsOf)).toEqual([
    ["A", {}],
    ["B", {}],
    ["C", { [unit]: "admin", [other]: "admin", [org.unitId]: "editor" }],
    ["D", { [unit]: "viewer", [org.unitId]: "editor" }],
  ]);
  expect(matrix.members.map(({ role }) => role)).toEqual(["admin", "admin", "viewer", "viewer"]);
  expect(matrix.members[3]?.access.find(({ unit_id: id }) => id === unit)?.expires_at).toBe("2099-01-01T00:00:00Z");
});

test("an OU admin reads only the OUs that they administer", async () => {
  const matrix = await sectionOf(ouAdmin);
  expect([matrix.total_members, matrix.total_units, namesOf(matrix)]).toEqual([4, 2, ["EMEA", "Events"]]);
  expect(matrix.members.map(cellsOf)).toEqual([
    ["A", {}],
    ["B", {}],
    ["C", { [unit]: "admin", [other]: "admin" }],
    ["D", { [unit]: "viewer" }],
  ]);
  expect((await listColumns(ouAdmin, {})).parse().map(({ name }) => name)).toEqual(["EMEA", "Events"]);
});

test("members without an OU of their own may not read it, and would see no cell", async () => {
  expect([org.admin, ouAdmin, viewer].map(mayReadMatrix)).toEqual([true, true, false]);
  const matrix = await sectionOf(viewer);
  expect([matrix.units, matrix.members.flatMap(({ access }) => access)]).toEqual([[], []]);
});

test("another organization's members and OUs are never in it", async () => {
  const stranger = await makeOrganization();
  const matrix = await sectionOf(stranger.admin);
  expect([matrix.total_members, matrix.members.map((one) => one.org_member_id)]).toEqual([
    1,
    [stranger.admin.memberId],
  ]);
  expect(matrix.units.map(({ unit_id: id }) => id)).toEqual([stranger.unitId]);
});

test("a section has the rows and columns from its indexes on, and the totals of what matches", async () => {
  const matrix = await sectionOf(org.admin, { row: 2, rows: 1, column: 1, columns: 1 });
  expect([matrix.total_members, matrix.total_units, namesOf(matrix)]).toEqual([4, 3, ["EMEA"]]);
  expect(matrix.members.map(cellsOf)).toEqual([["C", { [unit]: "admin" }]]);
  expect((await sectionOf(org.admin, { row: 9, column: 9 })).members).toEqual([]);
});

test("rows and columns are filtered on the server", async () => {
  const matrix = await sectionOf(org.admin, { search: "D D", unit_search: "even" });
  expect([matrix.total_members, matrix.total_units, namesOf(matrix)]).toEqual([1, 1, ["Events"]]);
  expect(matrix.members.map(cellsOf)).toEqual([["D", {}]]);
  expect((await sectionOf(org.admin, { role: "admin" })).members.map((one) => one.first_name)).toEqual(["A", "B"]);
});

test("a section of more than 10,000 cells is refused", () => {
  expect(MatrixQuery.safeParse({ rows: "1000", columns: "10" }).success).toBe(true);
  expect(MatrixQuery.safeParse({ rows: "1000", columns: "11" }).success).toBe(false);
  expect(MatrixQuery.safeParse({ rows: "1001" }).success).toBe(false);
  expect(MatrixQuery.safeParse({ row: "-1" }).success).toBe(false);
});

test("the pages that work without scripts have the same rows", async () => {
  const page = await pageRows(org.admin, { search: "C C" });
  expect(page.items.parse().map(cellsOf)).toEqual([
    ["C", { [unit]: "admin", [other]: "admin", [org.unitId]: "editor" }],
  ]);
});

test("the CSV has a column for each OU, says until when, and leaves an entry", async () => {
  const again = () => Promise.reject(new Error("the list is short"));
  await owner()`update org_units set name = '=Events' where unit_id = ${other}`;
  const document = await exportMatrix(ouAdmin, {}, again);
  let text = "";
  for await (const piece of document.pieces) text += piece;
  const [header, ...lines] = text.split("\r\n").map((line) => line.split(",").slice(4));
  expect(header).toEqual(['"status"', '"org_role"', '"EMEA"', `"'=Events"`]);
  expect(lines.slice(0, 4)).toEqual([
    ['"active"', '"admin"', '"admin"', '"admin"'],
    ['"active"', '"admin"', '"admin"', '"admin"'],
    ['"active"', '"viewer"', '"admin"', '"admin"'],
    ['"active"', '"viewer"', '"viewer until 2099-01-01T00:00:00Z"', '""'],
  ]);
  const entries = await owner()`select actor_id from audit_entries
    where org_id = ${org.orgId} and action = 'export.access_matrix'`;
  expect(entries).toHaveLength(1);
});
