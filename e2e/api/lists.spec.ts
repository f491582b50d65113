import type { Member } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { database, seedMember, seedUnit } from "@/e2e/seed";

// Contract §7 over HTTP. The contents of lists are tested beside the code.

/** Adds members in one statement. */
async function seedMany(orgId: string, count: number): Promise<void> {
  await database()`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, accepted_at)
    select ${orgId}, 'mem_' || md5(${orgId} || n), 'Zoë ' || n, '=cmd()', email, email, 'viewer', 'none', now()
      from generate_series(1, ${count}::int) n, lateral (select 'p' || n || '@x.test' as email)`;
}

const linkTo = (headers: Headers, relation: string) =>
  new RegExp(`<([^>]+)>; rel="${relation}"`).exec(headers.get("link") ?? "")?.[1];

test("GET /members: following Link gives each member once", async ({ api, org }) => {
  await seedMany(org.org_id, 25);
  const seen: string[] = [];
  for (let path: string | undefined = "/members?limit=10&search=zoe&sort=-name"; path; ) {
    const page = await api.as(org.admin).get<Member[]>(path);
    expect(page.headers.get("x-total-count")).toBe("25");
    seen.push(...page.json.map((member) => member.org_member_id));
    path = linkTo(page.headers, "next");
  }
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
});

test("GET /members: streams thousands of members as one array", async ({ api, org }) => {
  await seedMany(org.org_id, 2_500);
  const admin = api.as(org.admin);
  const whole = await admin.get<Member[]>("/members");
  expect(whole.headers.get("content-type")).toBe("application/json");
  expect(whole.headers.has("x-total-count")).toBe(false);
  expect(new Set(whole.json.map((member) => member.org_member_id)).size).toBe(2_501);
  const filtered = await admin.get<Member[]>("/members?role=viewer&sort=name");
  expect(filtered.headers.get("x-total-count")).toBe("2500");
  expect(filtered.json).toHaveLength(2_500);
  const few = await admin.get<Member[]>("/members?role=admin");
  expect([few.headers.get("x-total-count"), few.json.length]).toEqual(["1", 1]);
});

test("GET /members: filters without paging, and refuses invalid parameters", async ({ api, org }) => {
  const unit = await seedUnit(org.org_id, "EMEA");
  const member = await seedMember(org.org_id, "editor", { [unit.unit_id]: "viewer" });
  await seedMember(org.org_id, "viewer", { [unit.unit_id]: "viewer" });
  const found = await api.as(org.admin).get<Member[]>(`/members?unit_id=${unit.unit_id}&role=editor`);
  expect(found.json.map((one) => one.org_member_id)).toEqual([member.org_member_id]);
  expect(found.headers.has("link")).toBe(false);
  const bad = await api.as(org.admin).get("/members?limit=x&what=1");
  expect([bad.status, bad.problem.code]).toEqual([400, "invalid_content"]);
  expect(bad.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(["/limit", "/what"]);
  const closed = await seedUnit(org.org_id, "Closed");
  for (const id of [closed.unit_id, "unit_never"]) {
    expect((await api.as(member).get(`/members?unit_id=${id}`)).problem.code).toBe("org_unit_not_found");
  }
});

test("GET /org-units: searches and pages", async ({ api, org }) => {
  for (const name of ["Alpha", "Alpha 2", "Beta"]) await seedUnit(org.org_id, name);
  const page = await api.as(org.admin).get<{ name: string }[]>("/org-units?search=ALPHA&limit=1");
  expect(page.json.map((unit) => unit.name)).toEqual(["Alpha"]);
  const next = await api.as(org.admin).get<{ name: string }[]>(linkTo(page.headers, "next") ?? "");
  expect(next.json.map((unit) => unit.name)).toEqual(["Alpha 2"]);
});

test("GET /members/export: streams a file in which no cell is a formula", async ({ api, org }) => {
  await seedMany(org.org_id, 1200);
  const csv = await api.as(org.admin).get("/members/export?role=viewer");
  expect(csv.headers.get("transfer-encoding")).toBe("chunked");
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="members-[\d-]{10}\.csv"$/);
  const lines = csv.text.split("\r\n");
  expect(lines).toHaveLength(1202);
  expect(lines[1]).toContain(`"'=cmd()"`);
  const json = await api.as(org.admin).get<Member[]>("/members/export?format=json&role=viewer");
  expect(json.json).toHaveLength(1200);
});
