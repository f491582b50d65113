import { beforeAll, beforeEach, expect, test } from "vitest";
import { tokenHash } from "@/lib/auth/token";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addSession } from "@/testing/members";
import { makeOperator } from "@/testing/operator";
import { addServiceAccount, makeOrganization, type TestOrganization } from "@/testing/organization";
import { entering } from "@/testing/requests";
import { type Entered, enter, type Presented } from "./enter";
import { enterAndRead } from "./enter-and-read";
import { listOrganizations, resumeOrganization, suspendOrganization } from "./operated-organizations";

let url: string;
let org: TestOrganization;
beforeAll(async () => {
  const operator = await makeOperator("suspending_operator");
  url = operator.url;
  return operator.remove;
});
beforeEach(async () => {
  org = await makeOrganization();
});

const suspended = { code: "organization_suspended" };
const ofToken = (): Presented => ({ kind: "token", hash: tokenHash(org.token) });
const entry = (locks: "nothing" | "member") => ({ presented: ofToken(), share: "tests", locks, isReading: false });

test("no credential enters a suspended organization; each does again when it has resumed", async () => {
  const account = await addServiceAccount(org, org.unitId);
  const credentials = [
    { token: org.token },
    { session: await addSession(org.admin) },
    { clientId: account.clientId, secret: account.clientSecret },
  ];
  const other = await makeOrganization();
  expect((await suspendOrganization(url, org.orgId)).suspended_at).toBeInstanceOf(Date);
  for (const credential of credentials) await expect(entering(credential)).rejects.toMatchObject(suspended);
  const read = enterAndRead(
    { presented: ofToken(), share: "tests" },
    () => {},
    async () => "nothing",
  );
  await expect(read).rejects.toMatchObject(suspended);
  expect(await entering({ token: `${org.token}x` }), "an unknown credential").toBeNull();
  expect(await entering({ token: other.token }), "another organization's").toMatchObject({ orgId: other.orgId });
  expect((await resumeOrganization(url, org.orgId)).suspended_at).toBeNull();
  for (const credential of credentials) expect(await entering(credential)).toMatchObject({ orgId: org.orgId });
});

test("suspending and resuming are entries by the operator, and doing it again is none", async () => {
  for (const again of [suspendOrganization, suspendOrganization, resumeOrganization, resumeOrganization]) {
    await again(url, org.orgId);
  }
  const about = { actor: { kind: "operator" }, target: { type: "organization", id: org.orgId, name: "Acme" } };
  expect(await auditOf(org)).toMatchObject([
    { action: "organization.suspended", ...about },
    { action: "organization.resumed", ...about },
  ]);
});

test("a suspension waits for a request that has entered, and the next one is refused", async () => {
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let isIn = (_entered: Entered) => {};
  const entered = new Promise<Entered>((resolve) => {
    isIn = resolve;
  });
  const request = enter(entry("member"), async (one) => {
    isIn(one);
    await held;
    return "done";
  });
  await entered;
  const suspending = suspendOrganization(url, org.orgId);
  const waiting = () => owner()`select from pg_locks where locktype = 'advisory' and not granted
    and ((classid::bigint << 32) | objid::bigint) = hashtextextended(${org.orgId}, 11)`;
  while ((await waiting()).length === 0);
  const [row] = await owner()`select suspended_at from organizations where org_id = ${org.orgId}`;
  expect(row).toEqual({ suspended_at: null });
  const next = enter(entry("nothing"), async () => "too late");
  finish();
  expect(await request).toBe("done");
  await expect(next).rejects.toMatchObject(suspended);
  await suspending;
});

test("a session has not been idle while its organization was suspended", async () => {
  const session = await addSession(org.admin, 40 * 86_400);
  await owner()`update sessions set last_seen_at = now() - interval '10 days' where org_id = ${org.orgId}`;
  await suspendOrganization(url, org.orgId);
  await owner()`update organizations set suspended_at = now() - interval '9 days' where org_id = ${org.orgId}`;
  await resumeOrganization(url, org.orgId);
  expect(await entering({ session })).toMatchObject({ orgId: org.orgId });
});

test("the list has every organization with its size; an unknown one and a missing owner's URL are refused", async () => {
  const listed = (await listOrganizations(url)).find(({ org_id: id }) => id === org.orgId);
  expect(listed).toMatchObject({ name: "Acme", suspended_at: null, members: 1, org_units: 1, leads: 0 });
  await expect(suspendOrganization(url, "org_none")).rejects.toThrow("No organization has the ID org_none.");
  await expect(listOrganizations(undefined)).rejects.toThrow(/^Set MIGRATION_DATABASE_URL/);
});
