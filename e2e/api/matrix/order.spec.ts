import { expect, test } from "@/e2e/fixtures";
import { type Access, accesses, forbidden, freshEmail, neverIds, seedWorld } from "@/e2e/matrix";
import { seedUnit } from "@/e2e/seed";
import { guarded } from "./entries";
import { bodyShapeOf, oneOfEachShape } from "./shapes";

// 401, then 415/413/400 for an unreadable body, then 403, then 400 for its content, then 404, then 409 (contract §3).

const json = { "Content-Type": "application/json" };
const unreadable: [label: string, status: number, headers: Record<string, string>, raw: string | undefined][] = [
  ["text/plain", 415, { "Content-Type": "text/plain" }, "{}"],
  ["a form", 415, { "Content-Type": "application/x-www-form-urlencoded" }, "name=x"],
  ["another charset", 415, { "Content-Type": "application/json; charset=iso-8859-1" }, "{}"],
  ["too large", 413, json, JSON.stringify("x".repeat(4_000_000))],
  ["empty", 400, json, ""],
  ["cut short", 400, json, '{"name":'],
];

const withBody = guarded.filter((one) => one.fields);
for (const [entry, details] of oneOfEachShape(withBody, bodyShapeOf)) {
  test(
    `${entry.id}: checks that a body is readable after the credential and before the role`,
    details,
    async ({ api }) => {
      const world = await seedWorld();
      const { path, headers: selection } = await entry.request(world, world.org.admin);
      const denied = accesses.find((access) => entry.refused?.[access]) ?? ("OU viewer" satisfies Access);
      const callers = [world.org.admin, await world.caller(denied)];
      for (const [label, status, type, raw] of unreadable) {
        const sent = { headers: { ...selection, ...type }, raw };
        expect((await api.send(entry.method, path, sent)).status, `${label}, no credential`).toBe(401);
        for (const caller of callers) {
          expect((await api.as(caller).send(entry.method, path, sent)).status, label).toBe(status);
        }
      }
    },
  );

  test(`${entry.id}: checks the role before the content, and the content before the row`, async ({ api }) => {
    const world = await seedWorld();
    const bad = { body: { nonsense: true } };
    for (const access of accesses) {
      const caller = await world.caller(access);
      const { path, headers } = await entry.request(world, caller);
      const isRefused =
        entry.refused?.[access]?.code === forbidden.code || (entry.unitScoped && access === "no access");
      const { status } = await api.as(caller).send(entry.method, path, { headers, ...bad });
      expect(status, access).toBe(isRefused ? 403 : 400);
    }
    for (const position of (entry.ids ?? []).filter(({ at }) => at.startsWith("path"))) {
      const { path, headers } = await position.request(world, neverIds(position.kind)[0] ?? "");
      expect((await api.as(world.org.admin).send(entry.method, path, { headers, ...bad })).status).toBe(400);
    }
  });
}

test("a missing row is reported before a conflict", async ({ api }) => {
  const world = await seedWorld();
  const admin = api.as(world.org.admin);
  const taken = await seedUnit(world.org.org_id, "Taken");
  expect((await admin.put(`/org-units/${world.foreign.unit.unit_id}`, { name: taken.name })).status).toBe(404);
  const { email } = world.org.admin;
  const member = { first_name: "A", last_name: "B", email, role: "viewer" };
  expect((await admin.put(`/members/${world.foreign.member.org_member_id}`, member)).status).toBe(404);
  expect((await admin.put(`/members/${(await world.member()).org_member_id}`, member)).status).toBe(409);
});

test("createMember: an unknown OU is reported before a taken address", async ({ api }) => {
  const { org, foreign } = await seedWorld();
  const person = { first_name: "A", last_name: "B", password: "correct horse battery", role: "viewer" };
  const ou_memberships = [{ unit_id: foreign.unit.unit_id, role: "viewer" }];
  const admin = api.as(org.admin);
  expect((await admin.post("/members", { ...person, email: freshEmail(), ou_memberships })).status).toBe(404);
  expect((await admin.post("/members", { ...person, email: org.admin.email, ou_memberships })).status).toBe(404);
  expect((await admin.post("/members", { ...person, email: org.admin.email })).status).toBe(409);
});
