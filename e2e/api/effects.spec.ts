import type { CreatedToken, Member, OrgUnit } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { freshEmail, seedWorld } from "@/e2e/matrix";
import { countAdmins, countRows, seedMember, seedOrganization, seedUnit } from "@/e2e/seed";

// The next request sees every change (contract §2), and unique values stay unique.

const grace = { first_name: "Grace", last_name: "Hopper", role: "viewer" };
const password = "correct horse battery";

test("a demoted admin loses their rights with the next request, and a promoted viewer gains them", async ({
  api,
  org,
}) => {
  const second = await seedMember(org.org_id, "admin");
  const body = { ...grace, email: second.email };
  const path = `/members/${second.org_member_id}`;
  for (const [role, status] of [
    ["viewer", 403],
    ["admin", 201],
    ["editor", 403],
  ] as const) {
    await api.as(org.admin).put(path, { ...body, role });
    expect((await api.as(second).post("/org-units", { name: `as ${role}` })).status).toBe(status);
  }
});

test("a granted, changed or revoked OU membership takes effect with the next request", async ({ api }) => {
  const world = await seedWorld();
  const member = await world.caller("no access", "editor");
  const path = `/org-units/${world.unit.unit_id}`;
  const rename = async () => (await api.as(member).put(path, { name: "Renamed" })).status;
  const grant = (role: string) => api.as(world.org.admin).put(`${path}/memberships/${member.org_member_id}`, { role });
  expect(await rename()).toBe(404);
  await grant("viewer");
  expect(await rename()).toBe(403);
  await grant("admin");
  expect(await rename()).toBe(200);
  await api.as(world.org.admin).delete(`${path}/memberships/${member.org_member_id}`);
  expect(await rename()).toBe(404);
});

test("a removed member loses access at once, and no rows are left behind", async ({ api, org }) => {
  const made = await api.as(org.admin).post<Member>("/members", { ...grace, email: freshEmail(), password });
  const member = await seedMember(org.org_id, "viewer", { [org.defaultUnit.unit_id]: "admin" });
  const token = (await api.as(member).post<CreatedToken>("/settings/tokens", { name: "CI" })).json;
  for (const id of [member.org_member_id, made.json.org_member_id]) {
    expect((await api.as(org.admin).delete(`/members/${id}`)).status).toBe(204);
  }
  for (const caller of [member, token]) expect((await api.as(caller).get("/me")).status).toBe(401);
  expect(await countRows("members", org.org_id)).toBe(1);
  expect(await countRows("ou_memberships", org.org_id)).toBe(1);
  expect(await countRows("personal_access_tokens", org.org_id)).toBe(1);
  expect(await countRows("account_links", org.org_id)).toBe(0);
});

test("a revoked token is refused at once, and the member's other tokens still work", async ({ api, org }) => {
  const token = (await api.as(org.admin).post<CreatedToken>("/settings/tokens", { name: "CI" })).json;
  expect((await api.as(token).delete(`/settings/tokens/${token.id}`)).status).toBe(204);
  expect((await api.as(token).get("/me")).status).toBe(401);
  expect((await api.as(org.admin).get("/me")).status).toBe(200);
});

test("members can change their own first and last name, and nothing else", async ({ api, org }) => {
  const member = await seedMember(org.org_id, "viewer");
  const path = `/members/${member.org_member_id}`;
  const { email, role } = member;
  const own = { first_name: "Grace", last_name: "Hopper", email, role };
  expect((await api.as(member).put(path, own)).status).toBe(204);
  expect((await api.as(member).get(path)).json).toMatchObject(own);
  for (const more of [{ email: freshEmail() }, { role: "admin" }, { email: org.admin.email }]) {
    const answer = await api.as(member).put(path, { ...own, last_name: "Changed", ...more });
    expect(answer.problem.code).toBe("forbidden");
  }
  expect((await api.as(member).get(path)).json).toMatchObject(own);
});

test("an OU's name is unique in its organization, whatever its case and Unicode form", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const made = await admin.post<OrgUnit>("/org-units", { name: "Café Straße" });
  for (const name of ["café straße", "CAFÉ STRAßE", " Cafe\u0301 Straße "]) {
    expect((await admin.post("/org-units", { name })).problem.code).toBe("org_unit_name_taken");
  }
  const other = await seedUnit(org.org_id, "EMEA");
  const path = `/org-units/${other.unit_id}`;
  expect((await admin.put(path, { name: "CAFÉ straße" })).problem.code).toBe("org_unit_name_taken");
  expect((await admin.put(path, { name: "emea" })).status).toBe(200); // its own name in another case
  expect((await admin.put(`/org-units/${made.json.unit_id}`, { name: "Café Straße" })).status).toBe(200);
  const elsewhere = await seedOrganization("Other");
  expect((await api.as(elsewhere.admin).post("/org-units", { name: "Café Straße" })).status).toBe(201);
});

test("an external reference is unique in the organization", async ({ api, org }) => {
  const admin = api.as(org.admin);
  await admin.post("/org-units", { name: "A", external_ref: "sf_1" });
  const taken = await admin.post("/org-units", { name: "B", external_ref: "sf_1" });
  expect(taken.problem.code).toBe("external_ref_taken");
  const path = `/org-units/${org.defaultUnit.unit_id}`;
  expect((await admin.put(path, { name: "Default", external_ref: "sf_1" })).problem.code).toBe("external_ref_taken");
  expect((await admin.put(path, { name: "Default", external_ref: "SF_1" })).status).toBe(200);
});

test("an address is unique in its organization, whatever its case, and the answer reveals no other organization", async ({
  api,
  org,
}) => {
  const admin = api.as(org.admin);
  const elsewhere = await seedOrganization("Other");
  const member = { ...grace, password };
  const known = await admin.post<Member>("/members", { ...member, email: elsewhere.admin.email });
  const unknown = await admin.post<Member>("/members", { ...member, email: freshEmail() });
  expect(known.status).toBe(200);
  expect(Object.keys(known.json)).toEqual(Object.keys(unknown.json));
  const upper = elsewhere.admin.email.toUpperCase();
  expect((await admin.post("/members", { ...member, email: upper })).problem.code).toBe("email_taken");
  const path = `/members/${unknown.json.org_member_id}`;
  expect((await admin.put(path, { ...grace, email: upper })).problem.code).toBe("email_taken");
});

test("nobody can demote or remove the last admin", async ({ api, org }) => {
  const path = `/members/${org.admin.org_member_id}`;
  const { email } = org.admin;
  expect((await api.as(org.admin).put(path, { ...grace, email, role: "editor" })).problem.code).toBe("last_admin");
  expect((await api.as(org.admin).delete(path)).problem.code).toBe("last_admin");
  expect((await api.as(org.admin).put(path, { ...grace, email, role: "admin" })).status).toBe(204);
  expect(await countAdmins(org.org_id)).toBe(1);
  const second = await seedMember(org.org_id, "admin");
  expect((await api.as(second).delete(path)).status).toBe(204);
});
