import type { Answer } from "@/e2e/api-client";
import type { Member, OrgUnit } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { freshEmail } from "@/e2e/matrix";
import { seedLead, seedMember, seedUnit } from "@/e2e/seed";

// What changes a version, and when a stale one is refused compared with other refusals (contract §10).
// matrix/versions.spec.ts tests what applies to every resource.

const versionOf = ({ headers }: Answer<unknown>) => headers.get("etag") ?? "";
const STALE = { "If-Match": '"0000000000000000"' };
const grace = { first_name: "Grace", last_name: "Hopper", role: "viewer" };

test("POST and PUT answer with the version that GET shows", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const made = await admin.post<OrgUnit>("/org-units", { name: "EMEA" });
  const unit = `/org-units/${made.json.unit_id}`;
  expect(versionOf(await admin.get(unit))).toBe(versionOf(made));
  const renamed = await admin.put(unit, { name: "APAC" });
  expect(versionOf(renamed)).not.toBe(versionOf(made));
  expect(versionOf(await admin.get(unit))).toBe(versionOf(renamed));

  const email = freshEmail();
  const added = await admin.post<Member>("/members", { ...grace, email, password: "correct horse battery" });
  const member = `/members/${added.json.org_member_id}`;
  expect(versionOf(await admin.get(member))).toBe(versionOf(added));
  const saved = await admin.put(member, { ...grace, email, last_name: "Murray" });
  expect([saved.status, versionOf(await admin.get(member))]).toEqual([204, versionOf(saved)]);
});

test("changing a resource back restores its first version", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const unit = `/org-units/${(await seedUnit(org.org_id, "EMEA")).unit_id}`;
  const first = versionOf(await admin.get(unit));
  await admin.put(unit, { name: "APAC" });
  await admin.put(unit, { name: "EMEA" });
  const body = { name: "Nordics" };
  expect((await admin.send("PUT", unit, { headers: { "If-Match": first }, body })).status).toBe(200);
});

test("events and deactivation leave the version alone; new aliases change it", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const headers = { "X-Active-OU-ID": org.defaultUnit.unit_id };
  const id = await seedLead(org.org_id, org.defaultUnit.unit_id);
  const lead = versionOf(await admin.get(`/leads/${id}`, headers));
  const known = { event_type: "seen", lead_id: id };
  expect((await admin.send("POST", "/ingest", { headers, body: known })).status).toBe(202);
  expect(versionOf(await admin.get(`/leads/${id}`, headers))).toBe(lead);
  const named = { ...known, aliases: [{ alias_kind: "email", raw_value: "grace@example.com" }] };
  await admin.send("POST", "/ingest", { headers, body: named }); // a PUT of the aliases would remove it
  expect(versionOf(await admin.get(`/leads/${id}`, headers))).not.toBe(lead);

  const member = `/members/${(await seedMember(org.org_id, "viewer")).org_member_id}`;
  const version = versionOf(await admin.get(member));
  await admin.post(`${member}/deactivate`, undefined);
  expect(versionOf(await admin.get(member))).toBe(version);
});

test("a 412 comes after 401, 403, 400 and 404, and before 409", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const [unit, other] = [await seedUnit(org.org_id, "EMEA"), await seedUnit(org.org_id, "APAC")];
  const path = `/org-units/${unit.unit_id}`;
  const viewer = await seedMember(org.org_id, "viewer", { [unit.unit_id]: "viewer" });
  const put = async (client: typeof api, to: string, body: object) =>
    (await client.send("PUT", to, { headers: STALE, body })).status;
  expect(await put(api, path, { name: "X" })).toBe(401);
  expect(await put(api.as(viewer), path, { name: "X" })).toBe(403);
  expect(await put(admin, path, { name: "" })).toBe(400);
  expect(await put(admin, "/org-units/unit_0", { name: "X" })).toBe(404);
  expect(await put(admin, path, { name: other.name })).toBe(412); // else 409
  const self = `/members/${org.admin.org_member_id}`;
  expect(await put(admin, self, { ...grace, email: org.admin.email })).toBe(412); // else 409, the last admin
  expect((await admin.send("DELETE", self, { headers: STALE })).status).toBe(412);
});

test("PUT creates a missing membership only without If-Match", async ({ api, org }) => {
  const member = await seedMember(org.org_id, "viewer");
  const path = `/org-units/${org.defaultUnit.unit_id}/memberships/${member.org_member_id}`;
  const put = (headers?: Record<string, string>) =>
    api.as(org.admin).send("PUT", path, { headers, body: { role: "viewer" } });
  for (const meant of [STALE, { "If-Match": "*" }]) {
    const refused = await put(meant);
    expect([refused.status, refused.problem.code, versionOf(refused)]).toEqual([412, "precondition_failed", ""]);
  }
  expect((await put()).status).toBe(201);
  expect((await put({ "If-Match": "*" })).status).toBe(200);
});

test("a grant with If-None-Match changes no existing role, and of twenty parallel ones one succeeds", async ({
  api,
  org,
}) => {
  const member = await seedMember(org.org_id, "viewer");
  const path = `/org-units/${org.defaultUnit.unit_id}/memberships/${member.org_member_id}`;
  const grant = (role: string) =>
    api.as(org.admin).send("PUT", path, { headers: { "If-None-Match": "*" }, body: { role } });
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => grant("editor")))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(19);
  const refused = await grant("viewer");
  expect([refused.status, refused.problem.current]).toEqual([412, { role: "editor", expires_at: null }]);
});
