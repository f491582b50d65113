import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/database";
import { addMember, addSession, changeMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import type { UnitAccess } from "./access-schema";
import * as exporting from "./export-access";
import * as listing from "./list-access";

const { pageAccess } = asRequests(listing);
const { exportAccess } = asRequests(exporting);

let org: TestOrganization;
let unit: string;
let [admin, editor, viewer, stranger]: Actor[] = [];
beforeAll(async () => {
  org = await makeOrganization();
  unit = await addUnit(org, "EMEA");
  const other = await addUnit(org, "Events");
  admin = await addMember(org, { role: "admin", units: { [unit]: "viewer" } });
  editor = await addMember(org, { units: { [unit]: "editor", [other]: "admin" } });
  viewer = await addMember(org, { units: { [unit]: "viewer" } });
  stranger = await addMember(org, { units: { [other]: "admin" } });
  for (const [member, name] of [
    [org.admin, "A"],
    [admin, "B"],
    [editor, "C"],
    [viewer, "D"],
  ] as const)
    await changeMember(member?.memberId ?? "", owner()`first_name = ${name}, last_name = ${name}`);
});

const listed = async (query: Parameters<typeof pageAccess>[2] = {}, by = org.admin) =>
  (await pageAccess(by, unit, query)).items.parse().map((one) => `${one.first_name} ${one.role} ${one.source}`);

test("everybody with access in effect is listed by name, with the source of it", async () => {
  const all = ["A admin org_admin", "B admin org_admin", "C editor membership", "D viewer membership"];
  expect(await listed()).toEqual(all);
  expect(await listed({ sort: "-name" })).toEqual([...all].reverse());
  expect(await listed({ role: ["viewer", "editor"] })).toEqual(all.slice(2));
  expect(await listed({ role: ["admin"], source: "membership" })).toEqual([]);
  expect(await listed({ source: "org_admin" })).toEqual(all.slice(0, 2));
  expect(await listed({ search: "D D" })).toEqual(all.slice(3));
  const first = await pageAccess(org.admin, unit, { limit: 3 });
  expect([first.total, await listed({ limit: 3, cursor: first.next ?? "" })]).toEqual([4, all.slice(3)]);
});

test("a membership says who granted it, when and until when; an org admin needs none", async () => {
  await owner()`update ou_memberships set granted_by = ${org.admin.memberId}, expires_at = '2099-01-01T00:00:00Z'
    where org_member_id = ${viewer?.memberId ?? ""}`;
  await addSession(viewer as Actor);
  const read = async (by: Actor) => (await pageAccess(by, unit, {})).items.parse();
  const of = (list: UnitAccess[], member: Actor | undefined) =>
    list.find(({ org_member_id: id }) => id === member?.memberId);
  expect(of(await read(org.admin), viewer)).toMatchObject({
    granted_by: { org_member_id: org.admin.memberId, name: "A A" },
    granted_at: expect.stringMatching(/Z$/),
    expires_at: "2099-01-01T00:00:00Z",
    last_active_at: expect.stringMatching(/Z$/),
  });
  expect(of(await read(org.admin), admin)).toMatchObject({ granted_by: null, granted_at: null, expires_at: null });
  expect(of(await read(editor as Actor), viewer)?.last_active_at, "for others than org admins").toBeNull();
});

test("whoever has no access to the OU does not find it", async () => {
  const missing = expect.objectContaining({ constructor: DomainError, code: "org_unit_not_found" });
  await expect(pageAccess(stranger as Actor, unit, {})).rejects.toEqual(missing);
  await expect(pageAccess(org.admin, "unit_none", {})).rejects.toEqual(missing);
});

test("the export has the same rows, and leaves an entry", async () => {
  const again = () => Promise.reject(new Error("the list is short"));
  const document = await exportAccess(org.admin, unit, { role: ["editor"] }, again);
  let text = "";
  for await (const piece of document.pieces) text += piece;
  const [header, row, end] = text.split("\r\n");
  expect(header).toContain('"org_member_id","first_name","last_name"');
  expect([row?.split(",").slice(1, 3), end]).toEqual([['"C"', '"C"'], ""]);
  const entries = await owner()`select about_unit_id from audit_entries
    where org_id = ${org.orgId} and action = 'export.org_unit_access'`;
  expect(entries).toEqual([{ about_unit_id: unit }]);
});
