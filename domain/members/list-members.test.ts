import { expect, test } from "vitest";
import { encodeCursor } from "@/lib/cursor";
import { owner } from "@/testing/database";
import { addMember, addPeople, addSession } from "@/testing/members";
import { goodPassword, makeOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import * as listMembersModule from "./list-members";
import * as membersOperations from "./operations";
import { type Member, MemberList, type MemberListQuery, memberListQuery, memberSorts } from "./schema";

const { listMembers, pageListedMembers, pageMembers } = asRequests(listMembersModule);
const { removeMember } = asRequests(membersOperations);

type Organization = Awaited<ReturnType<typeof makeOrganization>>;
const fullName = (member: Member) => `${member.first_name} ${member.last_name}`;
const listed = async (org: Organization, query: MemberListQuery = {}) => (await listMembers(org.admin, query)).parse();

async function pageOf(org: Organization, query: MemberListQuery) {
  const page = await pageMembers(org.admin, query);
  return { ...page, items: page.items.parse() };
}

async function walk(org: Organization, query: MemberListQuery, meanwhile?: () => Promise<unknown>) {
  const pages: Awaited<ReturnType<typeof pageOf>>[] = [];
  for (let cursor: string | undefined, left = 100; left > 0; left -= 1) {
    const page = await pageOf(org, { ...query, ...(cursor ? { cursor } : {}) });
    pages.push(page);
    if (!page.next) return pages;
    cursor = page.next;
    await meanwhile?.();
  }
  throw new Error("the pages do not end");
}

async function names(org: Organization, query: MemberListQuery): Promise<string[]> {
  return (await listed(org, query)).map(fullName);
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

test.each(memberSorts)(
  "sort %s: every page size visits each member once, in one order, there and back",
  async (sort) => {
    const org = await makeOrganization();
    const at = new Date("2025-01-01T00:00:00.123Z"); // all at one moment, so that only the id tells them apart
    await addPeople(
      org,
      mixed.map((person) => ({ ...person, createdAt: at })),
    );
    const whole = await listed(org, { sort });
    expect(whole).toHaveLength(mixed.length + 1);
    for (const limit of [1, 3, 11, 12, 200]) {
      const pages = await walk(org, { sort, limit });
      expect(pages.flatMap((page) => page.items)).toEqual(whole);
      const isEnd = (index: number) => index === 0 || index === pages.length - 1;
      expect(pages.map((page) => page.from)).toEqual(
        pages.map((_, index) => (isEnd(index) ? 1 + index * limit : null)),
      );
      expect(new Set(pages.map((page) => page.total))).toEqual(new Set([whole.length]));
      for (let index = pages.length - 1; index > 0; index -= 1) {
        const back = await pageOf(org, { sort, limit, cursor: pages[index]?.previous ?? "" });
        expect(back.items).toEqual(pages[index - 1]?.items);
        expect(back.from).toBe(pages[index - 1]?.from);
        expect(back.previous === null).toBe(index === 1);
        expect(back.next).not.toBeNull();
      }
      expect(pages[0]?.previous).toBeNull();
    }
  },
);

test("a descending sort is the reverse of the ascending one", async () => {
  const org = await makeOrganization();
  await addPeople(org, mixed);
  for (const sort of ["created_at", "name", "email", "role"] as const) {
    const forwards = await listed(org, { sort });
    const backwards = await listed(org, { sort: `-${sort}` });
    expect(backwards).toEqual(forwards.toReversed());
  }
});

test("names sort ignoring case and accents, roles from admin to viewer", async () => {
  const org = await makeOrganization();
  await addPeople(org, mixed);
  const sorted = await names(org, { sort: "name" });
  expect(sorted).toEqual([
    "Ada Lovelace",
    ...["Ada Same", "Ada Same", "Ada Same"],
    "Emil Nolde",
    "Émile Zola",
    "Łukasz Żak",
    "Søren Groß",
    "Zoë Ångström",
    "zoe Zimmer",
    "Ζωή ΠΑΠΑΔΟΣ",
    "李 小龍",
  ]);
  const byRole = (await listed(org, { sort: "role" })).map((member) => member.role);
  expect(byRole).toEqual([...byRole].sort());
});

test("the unsorted query is the whole list of GET /members", async () => {
  const org = await makeOrganization();
  await addPeople(org, mixed);
  expect(await listed(org)).toEqual((await listMembers(org.admin)).parse());
  expect(MemberList.parse((await pageOf(org, { limit: 3 })).items)).toHaveLength(3);
});

test("members added and removed between pages shift nobody else", async () => {
  const org = await makeOrganization();
  const ids = await addPeople(
    org,
    Array.from({ length: 40 }, (_, index) => ({ first: `P${index % 7}`, last: "x" })),
  );
  for (const sort of ["name", "-email", "created_at", "role"] as const) {
    const pages = await walk(org, { sort, limit: 7 }, () =>
      addPeople(org, [
        { first: "A", last: "first", email: `a${Math.random()}@x.test`, role: "admin" },
        { first: "P3", last: "middle", role: "editor" },
        { first: "Z", last: "last", email: `z${Math.random()}@x.test` },
      ]),
    );
    const seen = pages.flatMap((page) => page.items.map((member) => member.org_member_id));
    expect(new Set(seen).size).toBe(seen.length);
    expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
  }
});

test("a page continues even if its cursor's member has been removed", async () => {
  const org = await makeOrganization();
  await addPeople(org, mixed);
  const first = await pageOf(org, { sort: "name", limit: 5 });
  await removeMember(org.admin, first.items.at(-1)?.org_member_id ?? "");
  const second = await pageOf(org, { sort: "name", limit: 5, cursor: first.next ?? "" });
  expect(second.items.map(fullName)[0]).toBe("Émile Zola");
  expect(second.from).toBeNull();
});

test("a cursor shows nothing of another organization", async () => {
  const [org, other] = [await makeOrganization(), await makeOrganization("Other")];
  await addPeople(org, mixed);
  await addPeople(other, mixed);
  const theirs = await pageOf(other, { sort: "name", limit: 2 });
  const page = await pageOf(org, { sort: "name", cursor: theirs.next ?? "" });
  const own = (await listed(org)).map((member) => member.org_member_id);
  expect(page.items.filter((member) => !own.includes(member.org_member_id))).toEqual([]);
});

test.each([
  "x",
  "e30",
  encodeCursor("name", { way: "after", key: ["a", "b"] }), // of another sort
  encodeCursor("created_at", { way: "after", key: ["2025-02-30T00:00:00.000Z", "mem_a"] }),
  encodeCursor("created_at", { way: "after", key: ["2025-01-01T00:00:00.000Z"] }),
  encodeCursor("created_at", { way: "after", key: ["infinity", "mem_a"] }),
  encodeCursor("created_at", { way: "sideways" as "after", key: ["2025-01-01T00:00:00.000Z", "mem_a"] }),
  encodeCursor("created_at", { way: "after", key: ["2025-01-01T00:00:00.000Z", "mem\0a"] }),
])("a cursor that is none is refused: %s", async (cursor) => {
  const { admin } = await makeOrganization();
  const faults = [{ pointer: "/cursor", detail: expect.any(String) }];
  await expect(pageMembers(admin, { cursor })).rejects.toMatchObject({ code: "invalid_content", faults });
  expect(memberListQuery({ cursor, limit: "5" })).toEqual({ limit: 5 });
});

test("invalid parameters in a page's address are ignored", async () => {
  const org = await makeOrganization();
  await addPeople(org, mixed);
  const { next } = await pageOf(org, { sort: "-name", limit: 2 });
  expect(memberListQuery({ search: "", role: "owner", sort: "-name", cursor: next ?? "", page: "2" })).toEqual({
    sort: "-name",
    cursor: next,
  });
  expect(memberListQuery({ search: ["a", "b"], role: "editor", limit: "201", unit_id: "none" })).toEqual({
    search: "a",
    role: "editor",
    unit_id: "none",
  });
});

test("whatever characters a name has, a page and the whole list are JSON in the documented shape", async () => {
  const org = await makeOrganization();
  const first = '"\\},{"x":null} \u2028 \t 😀';
  await owner()`update org_units set name = ${first} where org_id = ${org.orgId}`;
  await createMember(org.admin, {
    first_name: "A",
    last_name: "B",
    email: "a@b.test",
    role: "viewer",
    password: goodPassword,
  });
  await owner()`update members set first_name = ${first} where org_id = ${org.orgId}`;
  const end = "2099-01-01T00:00:00Z";
  await owner()`update ou_memberships set expires_at = ${end} where org_id = ${org.orgId} and role = 'viewer'`;
  const page = await pageOf(org, { limit: 5 });
  expect(MemberList.parse(page.items)).toEqual(page.items);
  expect(page.items.map((member) => member.first_name)).toEqual([first, first]);
  expect(page.items[1]?.ou_memberships).toEqual([
    { unit_id: org.unitId, unit_name: first, role: "viewer", expires_at: end },
  ]);
  expect(await listed(org)).toEqual(page.items);
});

test("the dashboard's page says when everybody was last active to org admins, and to others about themselves", async () => {
  const org = await makeOrganization();
  const [grace, vera] = [await addMember(org), await addMember(org)];
  for (const member of [grace, vera]) await addSession(member);
  const seenBy = async (actor: typeof grace) => {
    const items = (await pageListedMembers(actor, {})).items.parse();
    return [org.admin, grace, vera].map(({ memberId }) => {
      const at = items.find(({ org_member_id: id }) => id === memberId)?.last_active_at;
      return at ? Math.abs(Date.parse(at) - Date.now()) < 60_000 : at;
    });
  };
  expect(await seenBy(org.admin)).toEqual([null, true, true]);
  expect(await seenBy(grace)).toEqual([null, true, null]);
});
