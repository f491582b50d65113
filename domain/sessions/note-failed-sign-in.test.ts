import { beforeEach, expect, test } from "vitest";
import type { Jobs } from "@/db/jobs";
import { unsealProvenance } from "@/lib/auth/sealed-provenance";
import { newId } from "@/lib/ids";
import { actionsOf, auditOf } from "@/testing/audit";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { noteFailedSignIn } from "./note-failed-sign-in";

let org: TestOrganization;
let ip: string;
beforeEach(async () => {
  org = await makeOrganization();
  ip = `192.0.2.${newId("ses").slice(-6)}`;
});

const signIn = (email: string, password: string, who = new Browser()) =>
  who.signIn({ email, password }, { "x-forwarded-for": ip, "user-agent": "a test" });

// The worker does not run in these tests: a job waits where the sign-in has left it. Only the sealed part knows from where.
async function jobs() {
  const rows = await owner()`select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'note_failed_sign_in' order by j.id`;
  const all = rows.map(({ payload }) => payload as Jobs["note_failed_sign_in"]);
  const clients = await Promise.all(all.map(({ from }) => unsealProvenance(from)));
  return all.filter((_job, index) => clients[index]?.client.ip === ip);
}

test("a failed sign-in is in the log of each account of its address, with its request and client", async () => {
  const second = await makeOrganization("Second");
  const namesake = await addMember(second, { email: org.email });
  const answer = await signIn(org.email, "wrong");
  const left = await jobs();
  expect(JSON.stringify(left)).not.toMatch(/wrong|@|192\.0\.2/);
  for (const job of left) await noteFailedSignIn(job);
  for (const [{ orgId }, memberId] of [
    [org, org.admin.memberId],
    [second, namesake.memberId],
  ] as const) {
    expect(await auditOf({ orgId }, memberId)).toMatchObject([
      {
        action: "session.failed",
        actor: { kind: "system", id: null },
        request_id: answer.headers.get("x-request-id"),
        origin: { ip, user_agent: "a test" },
      },
    ]);
  }
});

test("an address that nobody has leaves as many jobs, and a right password none", async () => {
  expect((await signIn(`${newId("mem")}@nobody.test`, "wrong")).status).toBe(401);
  expect(await jobs()).toMatchObject([{ failed: [], locked: [] }]);
  expect((await signIn(org.email, goodPassword)).status).toBe(200);
  expect(await jobs()).toHaveLength(1);
});

test("a lock is logged once, with the failure that caused it, and not with each attempt that it refuses", async () => {
  const statuses: number[] = [];
  for (let time = 0; time < 13; time += 1) statuses.push((await signIn(org.email, `wrong ${time}`)).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  for (const job of await jobs()) await noteFailedSignIn(job);
  const actions = await actionsOf(org, org.admin.memberId);
  expect(actions.filter((action) => action === "session.failed")).toHaveLength(10);
  expect(actions.filter((action) => action === "session.locked")).toHaveLength(1);
});

test("the lock of a device after ten failures is logged too, and its right password is not a failure", async () => {
  const known = new Browser();
  await signIn(org.email, goodPassword, known);
  for (let time = 0; time < 9; time += 1) await signIn(org.email, "wrong", known);
  expect((await signIn(org.email, goodPassword, known)).status).toBe(200);
  expect((await jobs()).flatMap(({ locked }) => locked)).toEqual([]);
  await signIn(org.email, "wrong", known);
  expect((await jobs()).flatMap(({ locked }) => locked)).toEqual([
    { org_id: org.orgId, org_member_id: org.admin.memberId },
  ]);
});
