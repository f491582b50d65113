import type { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { countAdmins, countRows, type Person, seedMember, seedOrganization, seedUnit } from "@/e2e/seed";

const tally = (statuses: number[]) => {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const together = async (count: number, send: (index: number) => Promise<{ status: number }>) =>
  tally((await Promise.all(Array.from({ length: count }, (_, index) => send(index)))).map(({ status }) => status));

test("of fifty parallel creations with one OU name, one succeeds", async ({ api }) => {
  for (let round = 0; round < 4; round += 1) {
    const org = await seedOrganization();
    const client = api.as(org.admin);
    const names = ["Emea Sales", "EMEA SALES"];
    const counts = await together(50, (index) => client.post("/org-units", { name: names[index % 2] }));
    expect(counts).toEqual({ 201: 1, 409: 49 });
    expect(await countRows("org_units", org.org_id)).toBe(2);
  }
});

test("parallel creations of different names with the same slug all succeed", async ({ api, org }) => {
  const marks = [..."!?.,;:+*/|~^"];
  const made = await together(marks.length, (index) =>
    api.as(org.admin).post("/org-units", { name: `a${marks[index]}` }),
  );
  expect(made).toEqual({ 201: marks.length });
});

const demote = (client: ApiClient, { org_member_id, email }: Person) =>
  client.put(`/members/${org_member_id}`, { first_name: "A", last_name: "B", email, role: "viewer" });
const remove = (client: ApiClient, { org_member_id }: Person) => client.delete(`/members/${org_member_id}`);

test("when two admins demote or remove each other, one always remains", async ({ api }) => {
  for (let round = 0; round < 12; round += 1) {
    const org = await seedOrganization();
    const pair = [org.admin, await seedMember(org.org_id, "admin")] as const;
    const ways = [demote, remove, round % 2 === 0 ? demote : remove];
    const statuses = await Promise.all([
      ways[round % 3]?.(api.as(pair[0]), pair[1]),
      ways[(round + 1) % 3]?.(api.as(pair[1]), pair[0]),
    ]);
    expect(await countAdmins(org.org_id), JSON.stringify(statuses.map((one) => one?.status))).toBe(1);
  }
});

test("when five admins demote and remove each other, at least one remains", async ({ api }) => {
  for (let round = 0; round < 4; round += 1) {
    const org = await seedOrganization();
    const admins = [org.admin];
    for (let count = 1; count < 5; count += 1) admins.push(await seedMember(org.org_id, "admin"));
    const counts = await together(20, (index) => {
      const caller = api.as(admins[index % 5] as Person);
      return (index % 3 === 0 ? remove : demote)(caller, admins[(index + 1 + (index >> 2)) % 5] as Person);
    });
    expect(await countAdmins(org.org_id), JSON.stringify(counts)).toBeGreaterThanOrEqual(1);
    for (const status of Object.keys(counts)) expect(["204", "401", "403", "404", "409"]).toContain(status);
  }
});

test("of twelve parallel creations with one address, one creates a member and an invitation", async ({ api }) => {
  for (let round = 0; round < 2; round += 1) {
    const org = await seedOrganization();
    const member = { first_name: "A", last_name: "B", role: "viewer", password: "correct horse battery" };
    const addresses = ["ada@example.com", "ADA@example.com"];
    const counts = await together(12, (index) =>
      api.as(org.admin).post("/members", { ...member, email: addresses[index % 2] }),
    );
    expect(counts).toEqual({ 200: 1, 409: 11 });
    expect(await countRows("members", org.org_id)).toBe(2);
    expect(await countRows("account_links", org.org_id)).toBe(1);
  }
});

test("grants in parallel with the removal of their member leave no orphan and give no 500", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const units = [await seedUnit(org.org_id, "A"), await seedUnit(org.org_id, "B")];
  for (let round = 0; round < 10; round += 1) {
    const member = await seedMember(org.org_id, "viewer");
    const [removed, ...granted] = await Promise.all([
      remove(admin, member),
      ...units.map(({ unit_id }) =>
        admin.put(`/org-units/${unit_id}/memberships/${member.org_member_id}`, { role: "editor" }),
      ),
    ]);
    expect(removed?.status).toBe(204);
    for (const { status } of granted) expect([201, 404]).toContain(status);
    expect(await countRows("ou_memberships", org.org_id)).toBe(1);
  }
});
