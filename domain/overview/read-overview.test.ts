import { expect, test } from "vitest";
import * as accessChanges from "@/domain/access-changes/change-access";
import * as memberLists from "@/domain/members/list-members";
import * as membersOperations from "@/domain/members/operations";
import * as unitLists from "@/domain/org-units/list-org-units";
import { owner } from "@/testing/database";
import { activate, addMember, addPeople } from "@/testing/members";
import { addUnit, goodPassword, makeOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { withTotals } from "./member-days";
import * as readOverviewModule from "./read-overview";

const { pageMembers } = asRequests(memberLists);
const { pageOrgUnits } = asRequests(unitLists);
const { removeMember } = asRequests(membersOperations);
const { changeAccess } = asRequests(accessChanges);
const { readOverview } = asRequests(readOverviewModule);

test("its counts match the lists they link to", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  await addUnit(org, "Empty");
  await addMember(org, { role: "editor", units: { [unit]: "viewer", [org.unitId]: "viewer" } });
  await addMember(org, { role: "admin", units: { [unit]: "viewer" } }); // an org admin counts where they have a membership
  await addPeople(org, [
    { first: "A", last: "1", role: "admin" },
    { first: "B", last: "2", role: "editor" },
    { first: "C", last: "3" },
    { first: "D", last: "4" },
    { first: "E", last: "5" },
    { first: "F", last: "6" },
  ]);
  const overview = await readOverview(org.admin);
  expect(overview).toMatchObject({ members: 9, roles: { admin: 3, editor: 2, viewer: 4 }, without_unit: 5 });
  expect(overview.units).toMatchObject({ all: 3, added: 3, empty: 1 });
  expect(overview.units.largest.map((one) => [one.name, one.member_count])).toEqual([
    ["Default", 2],
    ["EMEA", 2],
    ["Empty", 0],
  ]);
  expect(overview.newest.map((one) => one.first_name)).toEqual(["F", "E", "D", "C", "B"]);
  const total = async (query: Parameters<typeof pageMembers>[1]) => (await pageMembers(org.admin, query)).total;
  for (const role of ["admin", "editor", "viewer"] as const) expect(await total({ role })).toBe(overview.roles[role]);
  expect(await total({ unit_id: "none" })).toBe(overview.without_unit);
  for (const one of overview.units.largest) expect(await total({ unit_id: one.unit_id })).toBe(one.member_count);
  // The first admin is admin of the default OU, and a membership that has ended makes nobody an admin.
  await addMember(org, { units: { [unit]: "admin" } });
  const { attention } = await readOverview(org.admin);
  expect(attention).toMatchObject({ units_without_admin: 1, bounced: 0, failing: 0 });
  expect((await pageOrgUnits(org.admin, { without_admin: "true" })).total).toBe(1);
  await owner()`update ou_memberships set expires_at = now() where unit_id = ${unit}`;
  expect((await readOverview(org.admin)).attention).toMatchObject({ units_without_admin: 2 });
  expect((await pageOrgUnits(org.admin, { without_admin: "true" })).total).toBe(2);
});

test("others see their own OUs, and no counts or changes that they may not know", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  const closed = await addUnit(org, "Closed");
  const reader = await addMember(org, { role: "editor", units: { [unit]: "viewer" } });
  const other = await addMember(org, { units: { [closed]: "viewer" } });
  const expires_at = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)}Z`;
  const grant = { op: "grant" as const, org_member_id: other.memberId, role: "editor" as const, unit_id: closed };
  await changeAccess(org.admin, { changes: [{ ...grant, expires_at }] });
  const alone = await addMember(org);
  const seen = await readOverview(reader);
  expect(seen).toMatchObject({ members: 4, without_unit: null, attention: null, changes: [], expiring: 0, ending: [] });
  expect(seen.units).toMatchObject({ all: 1, largest: [{ name: "EMEA", member_count: 1 }] });
  expect((await readOverview(alone)).units).toMatchObject({ all: 0, largest: [] });

  const all = await readOverview(org.admin);
  expect(all.ending).toEqual([expect.objectContaining({ org_member_id: other.memberId, unit_name: "Closed" })]);
  expect(all).toMatchObject({ expiring: 1, changes: [{ summary: { members: 1, ops: { grant: 1 } } }] });
});

test("the last day has who came, went, was invited and accepted, and each day its number of members", async () => {
  const org = await makeOrganization();
  const person = { first_name: "Grace", last_name: "Hopper", password: goodPassword, role: "viewer" as const };
  const [first, second] = [
    await createMember(org.admin, { ...person, email: "a@acme.test" }),
    await createMember(org.admin, { ...person, email: "b@acme.test" }),
  ];
  await activate(first.memberId);
  await removeMember(org.admin, second.memberId);
  const { days } = await readOverview(org.admin);
  expect(days).toHaveLength(30);
  expect(days.at(-1)).toMatchObject({ members: 2, added: 3, removed: 1, invited: 2, accepted: 1 });
  expect(days.at(-2)).toMatchObject({ members: 0 });
  const day = (added: number, removed: number) => ({ day: "2026-01-01", added, removed, invited: 0, accepted: 0 });
  expect(withTotals([day(1, 0), day(5, 1), day(0, 2)], 10).map(({ members }) => members)).toEqual([8, 12, 10]);
});
