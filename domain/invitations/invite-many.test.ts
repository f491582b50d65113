import { beforeAll, expect, test } from "vitest";
import type { InvitedMember, InviteMembersInput } from "@/domain/members/batch-schema";
import { InviteMembersBody, InviteMembersResult } from "@/domain/members/batch-schema";
import * as membersOperations from "@/domain/members/operations";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization, unknownDevice } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { countStatements } from "@/testing/statements";
import * as inviteManyModule from "./invite-many";

const { removeMember } = asRequests(membersOperations);
const { inviteMany } = asRequests(inviteManyModule);

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization("Northwind");
});

const batch = (emails: string[], more: Partial<InviteMembersInput> = {}): InviteMembersInput => ({
  role: "viewer",
  members: emails.map((email) => ({ email })),
  ...more,
});
const addresses = (word: string, count: number) => Array.from({ length: count }, (_, n) => `${word}${n}@acme.test`);
const results = (rows: InvitedMember[]) => rows.map((row) => row.result);

/** Everything that an invitation consists of, counted for the organization beside what it had before. */
async function countsOf({ orgId }: TestOrganization) {
  const [row] = await owner()`
    select (select count(*)::int from members where org_id = ${orgId}) - 1 as members,
           (select count(*)::int from ou_memberships where org_id = ${orgId}) - 1 as memberships,
           (select count(*)::int from account_links where org_id = ${orgId} and kind = 'invitation') as links,
           (select count(*)::int from messages where org_id = ${orgId} and status = 'queued') as messages,
           (select count(*)::int from graphile_worker._private_jobs where payload->>'org_id' = ${orgId}) as jobs`;
  return row;
}

test("each invitee becomes a member with membership, link, mail and job, as if added alone, and has no password", async () => {
  const own = await makeOrganization();
  const input = batch([], {
    members: [
      { email: "ada.lovelace@acme.test" },
      { email: "g@acme.test", first_name: "Grace", last_name: " Hopper " },
    ],
  });
  const rows = await inviteMany(own.admin, input);
  expect(InviteMembersResult.parse(rows)).toMatchObject([
    { index: 0, email: "ada.lovelace@acme.test", result: "invited", status: "invited" },
    { index: 1, email: "g@acme.test", result: "invited", status: "invited" },
  ]);
  expect(await countsOf(own)).toEqual({ members: 2, memberships: 2, links: 2, messages: 2, jobs: 2 });
  const [ada, grace] = await owner()`
    select m.first_name, m.last_name, m.role, u.unit_id, u.role as ou_role, u.granted_by, l.email, to_address, s.facts,
           l.expires_at - l.created_at = interval '7 days' as for_a_week, s.link_id = l.link_id as is_linked
      from members m join ou_memberships u using (org_id, org_member_id) join account_links l using (org_id, org_member_id)
      join messages s using (org_id, org_member_id) where m.org_id = ${own.orgId} order by m.email`;
  const common = {
    role: "viewer",
    unit_id: own.unitId,
    ou_role: "viewer",
    granted_by: own.admin.memberId,
    for_a_week: true,
    is_linked: true,
  };
  expect(ada).toMatchObject({
    ...common,
    first_name: "Ada",
    last_name: "Lovelace",
    to_address: "ada.lovelace@acme.test",
  });
  expect(grace).toMatchObject({ ...common, first_name: "Grace", last_name: "Hopper", email: "g@acme.test" });
  expect(grace?.facts).toMatchObject({ first_name: "Grace", organization: "Acme", inviter: "Ada Lovelace" });
  for (const password of ["!", ""]) expect(await verifySignIn("g@acme.test", password, unknownDevice)).toBeNull();
});

test("invalid, taken and repeated rows are reported in order and don't block the rest", async () => {
  const known = await addMember(org, { email: "Known@acme.test" });
  const members = [
    { email: "new@acme.test" },
    { email: "known@ACME.test" },
    { email: "no address" },
    { email: "NEW@acme.test" },
    { email: "named@acme.test", first_name: "x".repeat(101) },
    { email: "other@acme.test", first_name: "", last_name: "  " },
    { email: "KNOWN@acme.test" },
  ];
  const rows = await inviteMany(org.admin, { role: "editor", members });
  expect(results(rows)).toEqual(["invited", "exists", "invalid", "exists", "invalid", "invited", "exists"]);
  expect(rows.map((row) => row.index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(rows[1]).toMatchObject({ org_member_id: known.memberId, status: "active", email: "known@ACME.test" });
  expect(rows[2]?.errors).toEqual([{ pointer: "/members/2/email", detail: "must be an e-mail address" }]);
  expect(rows[3]).toMatchObject({ org_member_id: rows[0]?.org_member_id, status: "invited" });
  expect(rows[3]?.errors).toEqual([{ pointer: "/members/3/email", detail: "is the same address as /members/0" }]);
  expect(rows[4]?.errors?.map(({ pointer }) => pointer)).toEqual(["/members/4/first_name"]);
  expect(rows[6]).toMatchObject({ org_member_id: known.memberId });
  expect(await inviteMany(org.admin, { role: "editor", members }).then(results)).not.toContain("invited");
});

test("a dry run reports the same for every row and changes nothing", async () => {
  const own = await makeOrganization();
  await addMember(own, { email: "there@acme.test" });
  const emails = ["there@acme.test", "new@acme.test", "none", "NEW@acme.test"];
  const tried = await inviteMany(own.admin, batch(emails, { dry_run: true }));
  expect(await countsOf(own)).toEqual({ members: 1, memberships: 0, links: 0, messages: 0, jobs: 0 });
  const done = await inviteMany(own.admin, batch(emails));
  expect(results(tried)).toEqual(["exists", "invited", "invalid", "exists"]);
  expect(results(done)).toEqual(results(tried));
  expect(tried[0]?.org_member_id).toBe(done[0]?.org_member_id);
  expect(tried[1]?.org_member_id).toBeUndefined();
});

test("every member of a batch gets its OUs; an unknown OU refuses the whole call", async () => {
  const [north, south] = [await addUnit(org, "North"), await addUnit(org, "South")];
  const foreign = await makeOrganization("Foreign");
  const ou_memberships = [
    { unit_id: north, role: "editor" as const },
    { unit_id: south, role: "viewer" as const },
  ];
  const people = addresses("units", 3);
  await inviteMany(org.admin, batch(people, { ou_memberships }));
  const granted =
    await owner()`select unit_id, ou_memberships.role, count(*)::int from ou_memberships join members m using (org_id, org_member_id)
    where org_id = ${org.orgId} and m.email like 'units%' group by unit_id, ou_memberships.role order by 2`;
  expect(granted).toEqual([
    expect.objectContaining({ unit_id: north, count: 3 }),
    expect.objectContaining({ unit_id: south, count: 3 }),
  ]);

  await inviteMany(org.admin, batch(addresses("nowhere", 2), { ou_memberships: [] }));
  const missing = [...ou_memberships, { unit_id: foreign.unitId, role: "viewer" as const }];
  const refused = inviteMany(org.admin, batch(addresses("refused", 2), { ou_memberships: missing }));
  await expect(refused).rejects.toMatchObject({ constructor: DomainError, code: "org_unit_not_found" });
  const left =
    await owner()`select email, (select count(*)::int from ou_memberships u where u.org_member_id = m.org_member_id) as units
    from members m where org_id = ${org.orgId} and (email like 'nowhere%' or email like 'refused%') order by email`;
  expect(left.map((row) => [row.email, row.units])).toEqual([
    ["nowhere0@acme.test", 0],
    ["nowhere1@acme.test", 0],
  ]);
});

test("a thousand rows take the same number of statements as one", async () => {
  const [one, many] = [await makeOrganization(), await makeOrganization()];
  const statements = (organization: TestOrganization, count: number) =>
    countStatements(async () => {
      const rows = await inviteMany(organization.admin, batch(addresses("bulk", count)));
      expect(results(rows)).toEqual(Array(count).fill("invited"));
    });
  const forOne = await statements(one, 1);
  expect(forOne).toBeGreaterThan(3);
  expect(await statements(many, 1000)).toBe(forOne);
  expect(await countsOf(many)).toEqual({ members: 1000, memberships: 1000, links: 1000, messages: 1000, jobs: 1000 });
});

test("twenty parallel batches with the same addresses, in any order, invite each address once", async () => {
  const own = await makeOrganization();
  const people = addresses("race", 60);
  const batches = Array.from({ length: 20 }, (_, turn) => {
    const turned = [...people.slice(turn * 3), ...people.slice(0, turn * 3)];
    return inviteMany(own.admin, batch(turn % 2 ? turned : turned.toReversed()));
  });
  const answers = (await Promise.all(batches)).flat();
  expect(answers.filter((row) => row.result === "invited")).toHaveLength(60);
  expect(answers.filter((row) => row.result === "exists" && row.org_member_id)).toHaveLength(19 * 60);
  for (const row of answers) expect(row.status).toBe("invited");
  expect(await countsOf(own)).toEqual({ members: 60, memberships: 60, links: 60, messages: 60, jobs: 60 });
});

test("a batch whose transaction fails leaves no member, no mail, no job", async () => {
  const own = await makeOrganization();
  const second = await addMember(own, { role: "admin" });
  await removeMember(own.admin, second.memberId);
  const late = inviteMany(second, batch(addresses("late", 3))); // removed since the credential was read
  await expect(late).rejects.toMatchObject({ constructor: DomainError, code: "unauthorized" });
  expect(await countsOf(own)).toEqual({ members: 0, memberships: 0, links: 0, messages: 0, jobs: 0 });
});

test("the body is typed, bounded, and has no password", () => {
  const fits = (body: unknown) => InviteMembersBody.safeParse(body).success;
  expect(fits(batch(["anything at all"]))).toBe(true);
  expect(fits(batch([]))).toBe(false);
  expect(fits(batch(addresses("n", 1000)))).toBe(true);
  expect(fits(batch(addresses("n", 1001)))).toBe(false);
  expect(fits({ role: "viewer", members: [{ email: "a@b.test", password: "correct horse battery" }] })).toBe(false);
  const units = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ unit_id: `unit_${n}`, role: "viewer" as const }));
  expect(fits(batch(addresses("n", 1000), { ou_memberships: units(20) }))).toBe(true);
  expect(fits(batch(addresses("n", 1000), { ou_memberships: units(21) }))).toBe(false);
  expect(fits(batch(addresses("n", 20), { ou_memberships: units(1000) }))).toBe(true);
});
