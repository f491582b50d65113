import type { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { seedWorld, type World } from "@/e2e/matrix";
import { type Person, seedInvited, seedMember, seedSecret } from "@/e2e/seed";
import { signedIn } from "@/e2e/session";

// Contract §13: every operation that takes authority from somebody can also end what they created.

const body = ({ email }: Person) => ({ first_name: "Ada", last_name: "Lovelace", email, role: "editor" });
const ways: [
  name: string,
  lose: (api: ApiClient, world: World, maker: Person, query: string) => Promise<{ status: number }>,
][] = [
  ["removing", (api, _world, maker, query) => api.delete(`/members/${maker.org_member_id}${query}`)],
  ["demoting", (api, _world, maker, query) => api.put(`/members/${maker.org_member_id}${query}`, body(maker))],
  [
    "deactivating",
    (api, _world, maker, query) => api.send("POST", `/members/${maker.org_member_id}/deactivate${query}`),
  ],
  [
    "revoking OU access",
    (api, { unit }, maker, query) =>
      api.delete(`/org-units/${unit.unit_id}/memberships/${maker.org_member_id}${query}`),
  ],
  [
    "lowering an OU role",
    (api, { unit }, maker, query) =>
      api.put(`/org-units/${unit.unit_id}/memberships/${maker.org_member_id}${query}`, { role: "viewer" }),
  ],
];

for (const [name, lose] of ways) {
  test(`${name} keeps the service accounts that the member created, or ends them at once if asked`, async ({ api }) => {
    const world = await seedWorld();
    const { org, unit } = world;
    const admin = api.as(org.admin);
    for (const [query, status, answered] of [
      ["?end_created=perhaps", 400, 200],
      ["", undefined, 200],
      ["?end_created=true", undefined, 401],
    ] as const) {
      const maker = await seedMember(org.org_id, "admin", { [unit.unit_id]: "admin" });
      const secret = await seedSecret(org.org_id, unit.unit_id, maker.org_member_id);
      const lost = await lose(admin, world, maker, query);
      if (status) expect(lost.status).toBe(status);
      else expect([200, 204]).toContain(lost.status);
      expect((await api.as(secret).get("/leads")).status, query).toBe(answered);
    }
  });
}

test("a token created with a token does not outlive it", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const expires_at = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+Z$/, "Z");
  const brief = await admin.post<{ token: string }>("/settings/tokens", { name: "Brief", expires_at });
  const made = await api.as(brief.json).post<{ expires_at: string }>("/settings/tokens", { name: "Made" });
  expect([made.status, made.json.expires_at]).toEqual([201, expires_at]);
  for (const later of ["2099-01-01T00:00:00Z", null]) {
    const { status, problem } = await api.as(brief.json).post("/settings/tokens", { name: "Made", expires_at: later });
    expect([status, problem.errors?.[0]?.pointer]).toEqual([400, "/expires_at"]);
  }
});

test("an admin sees and ends a member's credentials", async ({ api, org }) => {
  const member = await seedMember(org.org_id, "editor");
  const headers = await signedIn(api, member);
  const path = `/members/${member.org_member_id}/credentials`;
  const { json } = await api.as(org.admin).get<Record<"sessions" | "tokens", { id: string }[]>>(path);
  expect([json.sessions.length, json.tokens.length]).toEqual([1, 1]);
  const me = () => api.get("/me", { Cookie: headers.Cookie });
  expect((await me()).status).toBe(200);
  expect((await api.as(org.admin).delete(`${path}/${json.sessions[0]?.id}`)).status).toBe(204);
  expect([(await me()).status, (await api.as(member).get("/me")).status]).toEqual([401, 200]);
  expect((await api.as(org.admin).delete(path)).status).toBe(204);
  expect((await api.as(member).get("/me")).status).toBe(401);
});

test("an invitation names its sender", async ({ api, org }) => {
  const invitee = await seedInvited(org.org_id);
  const admin = api.as(org.admin);
  await admin.send("POST", `/members/${invitee}/invitation/link`);
  const { json } = await admin.get(`/members/${invitee}/invitation`);
  const created_by = { org_member_id: org.admin.org_member_id, name: "Ada Lovelace" };
  expect(json).toMatchObject({ created_by, waiting: false });
});
