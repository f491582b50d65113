import type { Member } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { freshEmail, seedWorld } from "@/e2e/matrix";
import { countRows, seedMember } from "@/e2e/seed";

// How many mails one address gets, whatever causes them (contract §11, Mail).

const grace = { first_name: "Grace", last_name: "Hopper", role: "viewer" };
type Message = { kind: string; to: string; leaves_at: string | null };
const password = "correct horse battery";

test("adding and removing a member in a loop sends five invitations; then a 429 says when the next may be sent", async ({
  api,
  org,
}) => {
  const admin = api.as(org.admin);
  const email = freshEmail();
  for (let turn = 0; turn < 5; turn += 1) {
    const made = await admin.post<Member>("/members", { ...grace, email, password });
    expect(made.status).toBe(200);
    await admin.delete(`/members/${made.json.org_member_id}`);
  }
  const before = await countRows("members", org.org_id);
  const refused = await admin.post("/members", { ...grace, email, password });
  expect([refused.status, refused.problem.code]).toEqual([429, "mail_budget_exhausted"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3000);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(3601);
  expect(await countRows("members", org.org_id)).toBe(before);

  const body = { role: "viewer", members: [{ email: email.toUpperCase() }, { email: freshEmail() }] };
  const rows = (await admin.post<{ result: string }[]>("/members/batch", body)).json;
  expect(rows.map(({ result }) => result)).toEqual(["refused", "invited"]);
});

test("flipping an invited member's address sends five invitations to each, and the sixth changes nothing", async ({
  api,
  org,
}) => {
  const admin = api.as(org.admin);
  const [one, other] = [freshEmail(), freshEmail()];
  const made = await admin.post<Member>("/members", { ...grace, email: one, password });
  const path = `/members/${made.json.org_member_id}`;
  const statuses = [];
  for (let turn = 1; turn < 12; turn += 1) {
    statuses.push((await admin.put(path, { ...grace, email: turn % 2 ? other : one })).status);
  }
  expect(statuses.slice(0, 9)).toEqual(Array(9).fill(204));
  expect(statuses.slice(9)).toEqual([429, 204]); // the last asks for the address that the member still has
});

test("repeatedly granting access or changing an active member's address sends only a few mails", async ({ api }) => {
  const { org, unit } = await seedWorld();
  const admin = api.as(org.admin);
  const member = await seedMember(org.org_id, "viewer");
  const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
  for (let turn = 0; turn < 12; turn += 1) {
    expect((await admin.put(path, { role: "viewer" })).status).toBe(201);
    expect((await admin.delete(path)).status).toBe(204);
  }
  const [one, other] = [freshEmail(), freshEmail()];
  const theirs = `/members/${member.org_member_id}`;
  for (let turn = 0; turn < 12; turn += 1) {
    expect((await admin.put(theirs, { ...grace, email: turn % 2 ? other : one })).status).toBe(204);
  }
  const list = await admin.get<Message[]>(`/messages?org_member_id=${member.org_member_id}`);
  const kindsTo = (address: string) => list.json.filter(({ to }) => to === address).map(({ kind }) => kind);
  expect(kindsTo(member.email).sort()).toEqual(["notices", ...Array(5).fill("ou_access_granted")]);
  for (const address of [one, other]) expect(kindsTo(address)).toEqual(["notices", ...Array(5).fill("email_changed")]);
  const waiting = list.json.filter(({ leaves_at: at }) => at !== null && Date.parse(at) > Date.now());
  expect(waiting.map(({ kind }) => kind)).toEqual(Array(3).fill("notices"));
});
