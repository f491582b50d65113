import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { EXPORTED_AT_ONCE } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import * as ouMembershipsOperations from "@/domain/ou-memberships/operations";
import { readCsv as parseCsv, withoutGuard } from "@/lib/csv";
import type { TextStream } from "@/lib/json-text";
import { actionsOf } from "@/testing/audit";
import { addPeople } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { exportMembers as exporting } from "./export-members";
import * as memberLists from "./list-members";
import { membersCsv } from "./present";
import { type Member, type MemberExportQuery, MemberList } from "./schema";

const { grantMembership } = asRequests(ouMembershipsOperations);
const exportMembers = (actor: Actor, query: MemberExportQuery) =>
  withScope(actor, (tx) => exporting(tx, actor, query, (more) => withScope(actor, more)));
const { listMembers } = asRequests(memberLists);

async function piecesOf(stream: TextStream<unknown>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of stream.pieces) pieces.push(piece);
  return pieces;
}

/** RFC 4180, read a second way: every record's fields, quotes taken off. */
function readCsv(text: string): string[][] {
  const records = text.replace(/^\ufeff/, "").matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g);
  return [...records].map(([, record]) =>
    [...(record ?? "").matchAll(/"((?:[^"]|"")*)"/g)].map(([, field]) => (field ?? "").replaceAll('""', '"')),
  );
}

const member = (first_name: string, more: Partial<Member> = {}): Member => ({
  org_member_id: "mem_1",
  first_name,
  last_name: "B",
  email: "b@b.test",
  role: "viewer",
  status: "active",
  ou_memberships: [],
  created_at: "2025-06-01T10:00:00Z",
  ...more,
});

test.each(["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])(
  "a field that a spreadsheet would run is text: %j",
  (text) => {
    const role = "editor" as const;
    const ou_memberships = [
      { unit_id: "u", unit_name: text, role, expires_at: null },
      { unit_id: "v", unit_name: "B", role, expires_at: "2099-01-01T00:00:00Z" },
    ];
    const [fields] = readCsv(membersCsv([member(text, { ou_memberships })], false));
    expect(fields?.[1]).toBe(`'${text}`);
    expect(fields?.[5]).toBe(`'${text} (editor); B (editor until 2099-01-01T00:00:00Z)`);
  },
);

test("CSV round trip: quotes, separators and line breaks stay inside their field", () => {
  const odd = ['a"b', "a,b", "a;=cmd()", "a\r\nb", "a\nb", "Zoë 李 🚀", " ' ", "a=b", "1-1", ""];
  const text = membersCsv(
    odd.map((name) => member(name)),
    true,
  );
  expect(text.startsWith('\ufeff"org_member_id","first_name",')).toBe(true);
  const [header, ...records] = readCsv(text);
  expect(header).toEqual([
    "org_member_id",
    "first_name",
    "last_name",
    "email",
    "role",
    "ou_memberships",
    "created_at",
    "status",
  ]);
  expect(records.map((record) => record[1])).toEqual(odd);
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([8]));
});

test("an export leaves one audit entry, and a refused one none", async () => {
  const org = await makeOrganization();
  await expect(exportMembers(org.admin, { unit_id: "unit_x" })).rejects.toMatchObject({ code: "org_unit_not_found" });
  await piecesOf(await exportMembers(org.admin, {}));
  expect(await actionsOf(org)).toEqual(["export.members"]);
});

test("an export can be imported again and changes nothing", () => {
  const names = ["+49 30 123", "'=SUM(A1)", "-", "O'Neill", 'a"b', "a; b", "Zoë"];
  const people = names.map((name) => member(name, { email: "+49@x.test" }));
  const [, ...records] = parseCsv(membersCsv(people, true).replace("\ufeff", ""));
  expect(records.map(({ cells }) => cells.slice(1, 4).map(withoutGuard))).toEqual(
    names.map((name) => [name, "B", "+49@x.test"]),
  );
});

test("an organization with one member, a filter without matches, and the shape of the JSON", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, 'EMEA, "Sales"');
  await grantMembership(org.admin, unit, org.admin.memberId, "editor");
  const whole = JSON.parse((await piecesOf(await exportMembers(org.admin, { format: "json" }))).join(""));
  expect(MemberList.parse(whole)).toEqual((await listMembers(org.admin)).parse());
  const [, record] = readCsv((await piecesOf(await exportMembers(org.admin, {}))).join(""));
  expect(record?.slice(0, 6)).toEqual([
    org.admin.memberId,
    "Ada",
    "Lovelace",
    org.email,
    "admin",
    'Default (admin); EMEA, "Sales" (editor)',
  ]);
  const nobody = { search: "nobody" };
  expect(await piecesOf(await exportMembers(org.admin, { format: "json", ...nobody }))).toEqual(["[", "]"]);
  expect(readCsv((await piecesOf(await exportMembers(org.admin, nobody))).join(""))).toHaveLength(1);
  await expect(exportMembers(org.admin, { unit_id: "unit_x" })).rejects.toMatchObject({ code: "org_unit_not_found" });
});

let big: TestOrganization;
const SIZE = 5000; // with the admin
beforeAll(async () => {
  big = await makeOrganization();
  await addPeople(
    big,
    Array.from({ length: SIZE - 1 }, (_, index) => ({ first: `P${index % 97}`, last: "Q", role: "editor" as const })),
  );
}, 60_000);

test.each(["csv", "json"] as const)("5,000 members as %s: each once, in pieces of 500", async (format) => {
  const pieces = await piecesOf(await exportMembers(big.admin, { format, sort: "name" }));
  const text = pieces.join("");
  const ids =
    format === "csv"
      ? readCsv(text)
          .slice(1)
          .map(([id]) => id)
      : (JSON.parse(text) as Member[]).map((one) => one.org_member_id);
  expect(new Set(ids).size).toBe(SIZE);
  expect(ids).toHaveLength(SIZE);
  expect(pieces.length).toBeGreaterThanOrEqual(SIZE / EXPORTED_AT_ONCE);
  for (const piece of pieces) expect(piece.length).toBeLessThan(EXPORTED_AT_ONCE * 400);
});

test("the export reads as it is taken: new members only appear beyond the point it has reached", async () => {
  const { pieces } = await exportMembers(big.admin, { format: "json", sort: "-name", role: "editor" });
  await pieces.next();
  await addPeople(big, [
    { first: "A", last: "came late", role: "editor" },
    { first: "Z", last: "came late", role: "editor" },
  ]);
  let text = "";
  for await (const piece of pieces) text += piece;
  expect(text).toContain('"A"');
  expect(text).not.toContain('"Z"');
});
