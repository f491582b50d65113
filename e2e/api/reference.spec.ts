import type { ActiveOrgUnit, Me, Member, OrgUnit, OuMembership } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { countRows, seedMember, seedUnit } from "@/e2e/seed";

// The curl examples of the two references in their order, then the rest of contract §3, each without errors.

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const ada = { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com", role: "editor" } as const;
const password = "securepassword123";

test("GET /org-units: a plain array in the documented shape", async ({ api, org }) => {
  const answer = await api.as(org.admin).get<OrgUnit[]>("/org-units");
  expect(answer.status).toBe(200);
  const { unit_id } = org.defaultUnit;
  expect(answer.json).toEqual([
    {
      unit_id,
      org_id: org.org_id,
      name: "Default",
      slug: "default",
      external_ref: null,
      group: null,
      is_default: true,
    },
  ]);
});

test("GET /org-units: the default first, then by name ignoring case; members see only their own", async ({
  api,
  org,
}) => {
  for (const name of ["zeta", "Alpha", "beta", "Éclair"]) await api.as(org.admin).post("/org-units", { name });
  const list = await api.as(org.admin).get<OrgUnit[]>("/org-units");
  expect(list.json.map((unit) => unit.name)).toEqual(["Default", "Alpha", "beta", "zeta", "Éclair"]);
  const beta = list.json[2]?.unit_id ?? "";
  const member = await seedMember(org.org_id, "editor", { [beta]: "viewer" });
  expect((await api.as(member).get<OrgUnit[]>("/org-units")).json.map((unit) => unit.unit_id)).toEqual([beta]);
});

test("POST /org-units, then PUT /org-units/{id}: the slug follows the name", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const made = await admin.post<OrgUnit>("/org-units", { name: "EMEA Sales" });
  expect(made.status).toBe(201);
  const { unit_id } = made.json;
  expect(unit_id).toMatch(/^unit_\w+$/);
  expect(made.headers.get("location")).toBe(`/org-units/${unit_id}`);
  const common = { unit_id, org_id: org.org_id, external_ref: null, group: null, is_default: false };
  expect(made.json).toEqual({ ...common, name: "EMEA Sales", slug: "emea-sales" });

  const renamed = await admin.put<OrgUnit>(`/org-units/${unit_id}`, { name: "EMEA & APAC Sales" });
  expect(renamed.status).toBe(200);
  expect(renamed.json).toEqual({ ...common, name: "EMEA & APAC Sales", slug: "emea-and-apac-sales" });
  expect((await admin.get<OrgUnit>(`/org-units/${unit_id}`)).json).toEqual(renamed.json);
});

test("external_ref: stays if absent, and null clears it", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const made = await admin.post<OrgUnit>("/org-units", { name: "EMEA Sales", external_ref: "sf_bu_001" });
  expect(made.json.external_ref).toBe("sf_bu_001");
  const path = `/org-units/${made.json.unit_id}`;
  expect((await admin.put<OrgUnit>(path, { name: "EMEA" })).json.external_ref).toBe("sf_bu_001");
  expect((await admin.put<OrgUnit>(path, { name: "EMEA", external_ref: null })).json.external_ref).toBeNull();
});

test("the default OU can be renamed and stays the default", async ({ api, org }) => {
  const answer = await api.as(org.admin).put<OrgUnit>(`/org-units/${org.defaultUnit.unit_id}`, { name: "Main" });
  expect(answer.json).toMatchObject({ name: "Main", slug: "main", is_default: true });
});

test("slugs are ASCII words, never empty and unique", async ({ api, org }) => {
  const slugs: string[] = [];
  for (const name of ["Île de France", "ile-de-france", "Ile, de France!", "日本", "🚀"]) {
    slugs.push((await api.as(org.admin).post<OrgUnit>("/org-units", { name })).json.slug);
  }
  expect(slugs.slice(0, 3)).toEqual(["ile-de-france", "ile-de-france-2", "ile-de-france-3"]);
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(new Set(slugs).size).toBe(slugs.length);
});

test("a name is trimmed and normalized to NFC", async ({ api, org }) => {
  const answer = await api.as(org.admin).post<OrgUnit>("/org-units", { name: "  Cafe\u0301  " });
  expect(answer.json.name).toBe("Caf\u00e9");
});

test("POST /org-units/active: sets three headers and the cookie; GET answers the same for each selection", async ({
  api,
  org,
}) => {
  const admin = api.as(org.admin);
  const unit = await seedUnit(org.org_id, "EMEA Sales");
  const set = await admin.post("/org-units/active", { ouId: unit.unit_id });
  expect(set.status).toBe(204);
  expect(set.headers.get("x-active-ou-id")).toBe(unit.unit_id);
  expect(set.headers.get("x-active-ou-name")).toBe("EMEA Sales");
  expect(set.headers.get("x-active-ou-slug")).toBe("emea-sales");
  const [cookie = "", ...others] = set.headers.getSetCookie();
  expect(others).toEqual([]);
  const [pair, ...attributes] = cookie.split("; ");
  expect(pair).toBe(`activeOu=${unit.unit_id}`);
  expect(attributes.sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]); // Secure belongs to https

  const expected: ActiveOrgUnit = {
    ...unit,
    org_id: org.org_id,
    external_ref: null,
    group: null,
    is_default: false,
    role: "admin",
  };
  const other = org.defaultUnit.unit_id;
  const selections: Record<string, string>[] = [
    { Cookie: `activeOu=${unit.unit_id}` },
    { Cookie: `theme=dark; activeOu=${unit.unit_id}; a=b` },
    { "X-Active-OU-ID": unit.unit_id },
    { "X-Active-OU-ID": unit.unit_id, Cookie: `activeOu=${other}` },
  ];
  for (const headers of selections) {
    const active = await admin.get<ActiveOrgUnit>("/org-units/active", headers);
    expect(active.json).toEqual(expected);
    expect(active.headers.get("x-active-ou-id")).toBe(unit.unit_id);
    expect((await admin.get<Me>("/me", headers)).json.active_ou).toEqual(expected);
  }
});

test("GET /org-units/active gives the caller's own role", async ({ api, org }) => {
  const { unit_id } = org.defaultUnit;
  const member = await seedMember(org.org_id, "editor", { [unit_id]: "viewer" });
  const active = await api.as(member).get<ActiveOrgUnit>("/org-units/active", { "X-Active-OU-ID": unit_id });
  expect(active.json.role).toBe("viewer");
});

test("GET /members, POST /members and GET /members/{id}", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const made = await admin.post<Member>("/members", { ...ada, password });
  expect(made.status).toBe(200); // the published reference; docs/decisions/002
  const { org_member_id, created_at } = made.json;
  expect(org_member_id).toMatch(/^mem_\w+$/);
  expect(created_at).toMatch(TIME);
  expect(Math.abs(Date.parse(created_at) - Date.now())).toBeLessThan(60_000);
  expect(made.headers.get("location")).toBe(`/members/${org_member_id}`);
  const membership = { unit_id: org.defaultUnit.unit_id, unit_name: "Default", role: "editor", expires_at: null };
  expect(made.json).toEqual({
    org_member_id,
    ...ada,
    status: "invited", // not in the published reference, which allows further fields
    ou_memberships: [membership],
    created_at,
  });
  expect(made.text).not.toContain(password);

  const list = await admin.get<Member[]>("/members");
  expect(list.json.map((member) => member.org_member_id)).toEqual([org.admin.org_member_id, org_member_id]);
  expect(list.json[1]).toEqual(made.json);
  expect((await admin.get<Member>(`/members/${org_member_id}`)).json).toEqual(made.json);
  expect(await countRows("account_links", org.org_id)).toBe(1);
});

test("POST /members: with chosen OUs, or without any", async ({ api, org }) => {
  const unit = await seedUnit(org.org_id, "EMEA");
  const chosen = [{ unit_id: unit.unit_id, role: "viewer" }];
  const body = { ...ada, password };
  const one = await api.as(org.admin).post<Member>("/members", { ...body, ou_memberships: chosen });
  expect(one.json.ou_memberships).toEqual([
    { unit_id: unit.unit_id, unit_name: "EMEA", role: "viewer", expires_at: null },
  ]);
  const none = await api.as(org.admin).post<Member>("/members", { ...body, email: "b@b.test", ou_memberships: [] });
  expect(none.json.ou_memberships).toEqual([]);
});

test("GET /members: memberships in the order of OUs, limited to the caller's own OUs", async ({ api, org }) => {
  const units = [];
  for (const name of ["Zeta", "Alpha"]) units.push(await seedUnit(org.org_id, name));
  const [zeta, alpha] = units.map((unit) => unit.unit_id) as [string, string];
  const everywhere = { [zeta]: "viewer", [alpha]: "admin", [org.defaultUnit.unit_id]: "editor" } as const;
  const member = await seedMember(org.org_id, "viewer", everywhere);
  const outsider = await seedMember(org.org_id, "editor", { [zeta]: "editor" });
  const seenBy = async (caller: { token: string }) =>
    (await api.as(caller).get<Member[]>("/members")).json
      .find((one) => one.org_member_id === member.org_member_id)
      ?.ou_memberships.map((membership) => membership.unit_name);
  expect(await seenBy(org.admin)).toEqual(["Default", "Alpha", "Zeta"]);
  expect(await seenBy(outsider)).toEqual(["Zeta"]);
});

test("PUT and DELETE /members/{id}", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const member = await seedMember(org.org_id, "viewer");
  const path = `/members/${member.org_member_id}`;
  const replaced = { first_name: "Grace", last_name: "Hopper", email: "grace@example.com", role: "editor" };
  expect((await admin.put(path, replaced)).status).toBe(204);
  expect((await admin.get(path)).json).toMatchObject(replaced);
  expect((await admin.delete(path)).status).toBe(204);
  expect((await admin.get(path)).status).toBe(404);
  expect((await admin.delete(path)).status).toBe(404);
});

test("OU memberships: grant 201, change 200, list, revoke 204", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const unit = await seedUnit(org.org_id, "EMEA");
  const member = await seedMember(org.org_id, "viewer");
  const list = `/org-units/${unit.unit_id}/memberships`;
  const path = `${list}/${member.org_member_id}`;
  const granted = await admin.put<OuMembership>(path, { role: "editor" });
  expect(granted.status).toBe(201);
  const { org_member_id, email } = member;
  const person = { org_member_id, first_name: "Ada", last_name: "Lovelace", email };
  const created_at = expect.stringMatching(TIME);
  expect(granted.json).toEqual({ ...person, role: "editor", created_at, expires_at: null });
  expect((await admin.put(path, { role: "editor" })).status).toBe(200);
  expect((await admin.put<OuMembership>(path, { role: "viewer" })).json).toEqual({ ...granted.json, role: "viewer" });
  expect((await admin.get<OuMembership[]>(list)).json).toEqual([{ ...granted.json, role: "viewer" }]);
  expect((await admin.delete(path)).status).toBe(204);
  expect((await admin.get(list)).json).toEqual([]);
  expect((await admin.delete(path)).problem.code).toBe("membership_not_found");
});

test("DELETE /org-units/{id} is not supported, by design", async ({ api, org }) => {
  const answer = await api.as(org.admin).delete(`/org-units/${org.defaultUnit.unit_id}`);
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("GET, PUT, HEAD, OPTIONS");
  expect(await countRows("org_units", org.org_id)).toBe(1);
});

test("healthz, readyz and openapi.json need no credential", async ({ api }) => {
  expect((await api.get("/healthz")).json).toEqual({ status: "ok" });
  expect((await api.get("/readyz")).json).toEqual({ status: "ready" });
  expect((await api.get<{ openapi: string }>("/openapi.json")).json.openapi).toMatch(/^3\.1\./);
});
