import { beforeAll, expect, test } from "vitest";
import { addMember, addPeople } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as listMembersModule from "./list-members";
import type { Member, MemberListQuery } from "./schema";

const { listMembers, pageMembers } = asRequests(listMembersModule);

type Organization = Awaited<ReturnType<typeof makeOrganization>>;
const fullName = (member: Member) => `${member.first_name} ${member.last_name}`;

async function names(org: Organization, query: MemberListQuery): Promise<string[]> {
  return (await listMembers(org.admin, query)).parse().map(fullName);
}

const mixed = [
  { first: "Zoë", last: "Ångström", role: "editor" as const },
  { first: "zoe", last: "Zimmer" },
  { first: "Émile", last: "Zola", role: "admin" as const },
  { first: "Emil", last: "Nolde" },
  { first: "Łukasz", last: "Żak", role: "editor" as const },
  { first: "Søren", last: "Groß" },
  { first: "Ζωή", last: "ΠΑΠΑΔΟΣ" },
  { first: "李", last: "小龍" },
  { first: "Ada", last: "Same" },
  { first: "Ada", last: "Same" },
  { first: "Ada", last: "Same" },
];

let searched: Organization;
beforeAll(async () => {
  searched = await makeOrganization();
  await addPeople(
    searched,
    mixed.map((person, index) => ({ ...person, email: `p${index}@x.test` })),
  );
});

test.each([
  ["zoe", ["Zoë Ångström", "zoe Zimmer"]],
  ["ZOË A", ["Zoë Ångström"]],
  ["angstrom", ["Zoë Ångström"]],
  ["emil", ["Émile Zola", "Emil Nolde"]],
  ["lukasz zak", ["Łukasz Żak"]],
  ["gross", ["Søren Groß"]],
  ["GROẞ", ["Søren Groß"]],
  ["soren", ["Søren Groß"]],
  ["παπαδοσ", ["Ζωή ΠΑΠΑΔΟΣ"]],
  ["ζωη", ["Ζωή ΠΑΠΑΔΟΣ"]],
  ["小", ["李 小龍"]],
  ["ada \u00a0 same", ["Ada Same", "Ada Same", "Ada Same"]],
  ["100%", []],
  ["x_t", []],
  ["\\", []],
  ["' or 1=1 --", []],
])("search %j", async (search, expected) => {
  const page = await pageMembers(searched.admin, { search });
  expect(page.items.parse().map(fullName)).toEqual(expected);
  expect(page.total).toBe(expected.length);
});

test("search finds an e-mail address, and an empty search matches everybody", async () => {
  const org = await makeOrganization();
  await addPeople(org, [{ first: "Ada", last: "B", email: "Ädä.B+test@Example.COM" }]);
  for (const search of ["ada.b+", "@example.com", "Ädä."]) expect(await names(org, { search })).toEqual(["Ada B"]);
  expect(await names(org, { search: "b ada.b" })).toEqual([]); // not from the name into the address
  expect(await names(org, { search: "" })).toHaveLength(2);
});

test("filters combine, and pages of a filtered list count its matches", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  const inside = [];
  for (const role of ["editor", "viewer", "editor"] as const) {
    inside.push((await addMember(org, { role, units: { [unit]: "viewer" } })).memberId);
  }
  await addMember(org, { role: "editor" });
  const both = await pageMembers(org.admin, { unit_id: unit, role: "editor", limit: 1 });
  expect(both).toMatchObject({ total: 2, from: 1 });
  const next = await pageMembers(org.admin, { unit_id: unit, role: "editor", limit: 1, cursor: both.next ?? "" });
  expect([...both.items.parse(), ...next.items.parse()].map((member) => member.org_member_id)).toEqual([
    inside[0],
    inside[2],
  ]);
  expect(next.next).toBeNull();
  expect((await pageMembers(org.admin, { unit_id: unit, search: "nobody" })).total).toBe(0);
});

test("unit_id=none lists members without access to any OU, so no org admin", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  await addMember(org, { role: "admin" });
  await addMember(org, { role: "editor", units: { [unit]: "viewer" } });
  const alone = await addMember(org, { role: "editor" });
  const found = (await listMembers(org.admin, { unit_id: "none" })).parse();
  expect(found.map((member) => member.org_member_id)).toEqual([alone.memberId]);
  expect((await pageMembers(org.admin, { unit_id: "none", role: "admin" })).total).toBe(0);
});

test("an OU beyond the actor's access is answered like an unknown one", async () => {
  const org = await makeOrganization();
  const other = await makeOrganization("Other");
  const [own, closed] = [await addUnit(org, "Own"), await addUnit(org, "Closed")];
  const member = await addMember(org, { units: { [own]: "viewer" } });
  await addMember(org, { units: { [closed]: "editor" } });
  const refused = { code: "org_unit_not_found" };
  for (const unit_id of [closed, other.unitId, "unit_never", "-"]) {
    await expect(listMembers(member, { unit_id })).rejects.toMatchObject(refused);
    await expect(pageMembers(member, { unit_id, limit: 1 })).rejects.toMatchObject(refused);
  }
  await expect(listMembers(org.admin, { unit_id: other.unitId })).rejects.toMatchObject(refused);
  expect((await pageMembers(member, { unit_id: own })).total).toBe(1);
});
