import { expect, test } from "vitest";
import { provideEnv } from "./env";
import { createRateLimiter, type Passage } from "./rate-limiter";

provideEnv({ RATE_WRITES_PER_SECOND: "10", RATE_ORGANIZATION_FACTOR: "2" });
const BURST = 20;

const passTimes = (limiter: ReturnType<typeof createRateLimiter>, hash: string, times: number): Promise<Passage[]> =>
  Promise.all(Array.from({ length: times }, () => limiter.pass("org_a", hash, "writes")));
const passed = (passages: Passage[]) => passages.filter(({ refused }) => !refused).length;

const outages: [string, () => Promise<number[]>][] = [
  ["refuses", () => Promise.reject(new Error("gone"))],
  ["does not answer", () => new Promise(() => {})],
];
test.each(outages)("a process whose database %s keeps the limits alone", async (_how, send) => {
  const limiter = createRateLimiter(send);
  const first = await passTimes(limiter, "a", 2 * BURST);
  expect(passed(first)).toBeGreaterThanOrEqual(BURST);
  expect(passed(first)).toBeLessThan(2 * BURST);
  const last = (await passTimes(limiter, "a", BURST)).at(-1);
  expect(last?.refused).toMatchObject({ holder: "credential", retrySeconds: 1 });
});

test("an organization's limit is told by name, and refuses its other credentials too", async () => {
  const limiter = createRateLimiter(() => Promise.reject(new Error("gone")));
  await passTimes(limiter, "a", BURST);
  await passTimes(limiter, "b", BURST);
  const [other] = await passTimes(limiter, "c", 1);
  expect(other?.refused?.holder).toBe("organization");
  expect(other?.standings.map(({ holder, left }) => [holder, left])).toEqual([
    ["credential", BURST],
    ["organization", 0],
  ]);
});

test("what was answered before its credential was known is counted, and never refused", () => {
  const limiter = createRateLimiter(() => Promise.reject(new Error("gone")));
  for (let n = 0; n < 2 * BURST; n += 1) expect(limiter.count("org_a", "a", "writes").refused).toBeUndefined();
});

test("a report that failed is made up for by the next", async () => {
  const told: number[] = [];
  let fails = true;
  const limiter = createRateLimiter(async (reports) => {
    if (fails) throw new Error("gone");
    told.push(...reports.filter(({ credentialHash }) => credentialHash !== "").map(({ requests }) => requests));
    return reports.map(() => 0);
  });
  await passTimes(limiter, "a", 5);
  fails = false;
  await expect.poll(() => told, { timeout: 5_000 }).toEqual([5]);
  await passTimes(limiter, "a", 2);
  await limiter.end();
  expect(told, "the last report").toEqual([5, 2]);
});
