import { afterAll, beforeAll, expect, test } from "vitest";
import { closePool } from "@/db/client";
import { sendRateReports } from "@/db/rate-reports";
import { withScope } from "@/db/scope";
import { tokenHash } from "@/lib/auth/token";
import type { RateKind } from "@/lib/rates";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { readApiUse } from "./read-api-use";

let ours: TestOrganization;
beforeAll(async () => {
  ours = await makeOrganization();
});
afterAll(closePool);

const read = (organization = ours, actor = organization.admin) => withScope(actor, (tx) => readApiUse(tx, actor));
const report = (organization: TestOrganization, secret: string, kind: RateKind, requests: number, refused = 0) =>
  sendRateReports(
    ["", tokenHash(secret)].map((credentialHash) => {
      return { orgId: organization.orgId, credentialHash, kind, perSecond: 100, requests, refused, begunSeconds: 0 };
    }),
  );

test("shows each limit, and who used it by name and owner, the busiest first", async () => {
  const unitId = await addUnit(ours, "EMEA");
  const account = await addServiceAccount(ours, unitId);
  await report(ours, ours.token, "reads", 30, 2);
  await report(ours, account.clientSecret, "ingest", 50);
  await report(ours, "ended long ago", "reads", 5);
  const { limits, credentials } = await read();
  expect(limits.map(({ kind, per_second, last_hour, refused }) => [kind, per_second, last_hour, refused])).toEqual([
    ["reads", 500, 35, 2],
    ["writes", 125, 0, 0],
    ["ingest", 250, 50, 0],
  ]);
  expect(credentials.map(({ key: _key, last_minute: _recent, ...one }) => one)).toEqual([
    {
      type: "service_account",
      name: "Website",
      owner: "EMEA",
      owner_path: `/dashboard/org-units/${unitId}`,
      last_hour: 50,
      refused: 0,
    },
    {
      type: "token",
      name: expect.any(String),
      owner: "Ada Lovelace",
      owner_path: `/dashboard/members/${ours.admin.memberId}`,
      last_hour: 30,
      refused: 2,
    },
    { type: "ended", name: null, owner: null, owner_path: null, last_hour: 5, refused: 0 },
  ]);
});

test("tells the last full minute from the hour, and forgets what is older", async () => {
  const theirs = await makeOrganization("Theirs");
  for (const [minutes, requests] of [
    [0, 1],
    [1, 20],
    [59, 300],
    [60, 4_000],
  ]) {
    await owner()`insert into rate_usage (org_id, minute, credential_hash, kind, requests, refused)
      values (${theirs.orgId}, date_trunc('minute', now()) - make_interval(mins => ${minutes ?? 0}), '', 'writes', ${requests ?? 0}, 0)`;
  }
  const { limits } = await read(theirs);
  expect(limits[1]).toMatchObject({ last_minute: 20, last_hour: 321, busiest_minute: 300 });
});

test("shows nothing to members who are not org admins, and nothing of another organization", async () => {
  await report(ours, ours.token, "reads", 1);
  const member = await addMember(ours);
  const other = await makeOrganization("Other");
  for (const use of [await read(ours, member), await read(other)]) {
    expect(use.credentials).toEqual([]);
    expect(use.limits.map(({ last_hour }) => last_hour)).toEqual([0, 0, 0]);
  }
});
