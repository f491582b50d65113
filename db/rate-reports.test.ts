import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { createRateLimiter } from "@/lib/rate-limiter";
import { sha256 } from "@/lib/sha256";
import { owner } from "@/testing/database";
import { closePool } from "./client";
import { sendRateReports } from "./rate-reports";

// Each limiter is a process's: what they share is in Postgres.

const [perSecond, burst] = [40, 80];
const SLACK = 1 / 3; // of a burst, for each process but one
beforeAll(async () => {
  provideEnv({ RATE_READS_PER_SECOND: String(perSecond), RATE_ORGANIZATION_FACTOR: "2" });
  await Promise.all([sendRateReports([]), sendRateReports([])]); // connects
});
afterAll(closePool);

type Limiter = ReturnType<typeof createRateLimiter>;
const twoProcesses = (): [Limiter, Limiter] => [createRateLimiter(sendRateReports), createRateLimiter(sendRateReports)];
const holder = () => [newId("org"), sha256(newId("tok"))] as const;

/** What a process reports of a credential's reads. */
const reportOf = ([orgId, credentialHash]: ReturnType<typeof holder>, requests: number, begunSeconds = 0) => {
  return { orgId, credentialHash, kind: "reads" as const, perSecond, requests, refused: 0, begunSeconds };
};

/** How many of these requests, sent to the processes in turn, are let through. */
async function letThrough(limiters: Limiter[], orgId: string, hashes: string[], times: number): Promise<number> {
  const asked = Array.from({ length: times }, (_, n) =>
    (limiters[n % limiters.length] as Limiter).pass(orgId, hashes[n % hashes.length] ?? "", "reads"),
  );
  return (await Promise.all(asked)).filter(({ refused }) => !refused).length;
}
const worth = (since: number) => Math.ceil(((performance.now() - since) / 1000) * perSecond);

test("one process lets exactly a burst through at once", async () => {
  const [orgId, hash] = holder();
  const since = performance.now();
  const passed = await letThrough([createRateLimiter(sendRateReports)], orgId, [hash], 3 * burst);
  expect(passed).toBeGreaterThanOrEqual(burst);
  expect(passed).toBeLessThanOrEqual(burst + worth(since));
});

describe("two processes together", () => {
  test("let a burst through, and at most a third more for the second process", async () => {
    const [orgId, hash] = holder();
    const since = performance.now();
    const passed = await letThrough(twoProcesses(), orgId, [hash], 4 * burst);
    expect(passed).toBeGreaterThanOrEqual(burst);
    expect(passed).toBeLessThanOrEqual(burst + SLACK * burst + worth(since));
  });

  test("limit the credentials of an organization together", async () => {
    const [orgId] = holder();
    const hashes = Array.from({ length: 8 }, () => sha256(newId("tok")));
    const since = performance.now();
    const passed = await letThrough(twoProcesses(), orgId, hashes, 8 * burst);
    expect(passed).toBeGreaterThanOrEqual(2 * burst);
    expect(passed).toBeLessThanOrEqual(2 * (burst + SLACK * burst + worth(since)));
  });

  test("count requests and refusals by the minute, for the credential and the organization", async () => {
    const [orgId, hash] = holder();
    const [one, other] = twoProcesses();
    await letThrough([one], orgId, [hash], 30);
    await other.pass(orgId, hash, "reads");
    await letThrough([one, other], orgId, [hash], 2 * burst);
    await Promise.all([one.end(), other.end()]);
    const counted = await owner()<{ hash: string; all: number; refused: number }[]>`
      select credential_hash as hash, sum(requests + refused)::int as all, sum(refused)::int as refused
        from rate_usage where org_id = ${orgId} group by 1 order by 1`;
    expect(counted.map(({ all }) => all)).toEqual([191, 191]);
    const [ofOrganization, ofCredential] = counted;
    expect([ofOrganization?.hash, ofCredential?.hash]).toEqual(["", hash]);
    expect(ofCredential?.refused).toBeGreaterThan(0);
    expect(ofOrganization?.refused).toBe(ofCredential?.refused);
  });
});

test("requests of the last seconds cost only what the rate has not made up for, however many processes sent them", async () => {
  const report = reportOf(holder(), 80, 3);
  const seconds = async () => (await sendRateReports([report]))[0];
  expect(await seconds()).toBe(0);
  const [second, third] = [await seconds(), await seconds()];
  expect(second).toBeGreaterThan(0.5);
  expect(second).toBeLessThanOrEqual(1);
  expect(third).toBeGreaterThan(2.3);
});

test("a report never costs more than two bursts' time, however long the database was away", async () => {
  const [seconds] = await sendRateReports([reportOf(holder(), 1_000_000)]);
  expect(seconds).toBe(4);
});

test("old counts and full buckets are removed in time", async () => {
  const [orgId, hash] = holder();
  await owner()`insert into rate_usage (org_id, minute, credential_hash, kind, requests, refused)
    values (${orgId}, now() - interval '2 hours', ${hash}, 'reads', 1, 0)`;
  await owner()`insert into rate_buckets values (${orgId}, ${hash}, 'writes', now() - interval '2 minutes')`;
  const report = reportOf([orgId, hash], 1);
  await expect
    .poll(
      async () => {
        await sendRateReports([report]);
        const [row] = await owner()`select (select count(*)::int from rate_usage where org_id = ${orgId}) as minutes,
        (select count(*)::int from rate_buckets where org_id = ${orgId}) as buckets`;
        return row?.minutes < 3 && row?.buckets === 1;
      },
      { interval: 1, timeout: 15_000 },
    )
    .toBe(true);
});
