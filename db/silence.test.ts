import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env, provideEnv } from "@/lib/env";
import { makeOrganization, onPort, type TestOrganization } from "@/testing/organization";
import { openRelay, type Relay } from "@/testing/relay";
import { closePool, openPool, withConnection } from "./client";
import { withScope } from "./scope";
import { checkDatabase } from "./system";

// A silent server: stopped, or behind a network that drops everything. The limits here are at most a tenth of the product's,
// and assertions about time are relative to them.

const PATIENCE = { connectSeconds: 0.5, silenceMilliseconds: 1_000 };
const realUrl = env().DATABASE_URL ?? "";
const unavailable = { code: "database_unavailable" };

let relay: Relay;
let org: TestOrganization;

const read = () => withScope(org.admin, (tx) => tx.execute(sql`select name from organizations`));

/** The milliseconds that a promise takes to settle. */
async function timeOf(settling: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await settling.catch(() => {});
  return performance.now() - begun;
}

/** The milliseconds until a read succeeds, asked again and again. */
function timeToSuccess(): Promise<number> {
  return timeOf(expect.poll(() => read().then(() => "read"), { timeout: 10_000, interval: 20 }).toBe("read"));
}

beforeEach(async () => {
  await closePool();
  relay = await openRelay(Number(new URL(realUrl).port));
  provideEnv({
    DATABASE_URL: onPort(realUrl, relay.port),
    DATABASE_POOL_SIZE: "4",
  });
  openPool(PATIENCE);
  org = await makeOrganization("Heard");
  await Promise.all(Array.from({ length: 4 }, read)); // so that there are idle connections that then go dead
});

afterEach(async () => {
  relay.resume({ forgets: true });
  await closePool();
  await relay.cut();
});

test.each([{ forgets: false }, { forgets: true }])(
  "an unresponsive server is refused within the limit and used again once it responds (%j)",
  async (cure) => {
    relay.stall();
    const times = await Promise.all(Array.from({ length: 60 }, () => timeOf(expect(read()).rejects.toThrow())));
    expect(Math.max(...times)).toBeLessThan(6_500); // one limit, or the queue's five seconds and a second for the probe
    await expect(read()).rejects.toMatchObject(unavailable);
    expect(await checkDatabase()).toBe("unreachable");
    relay.resume(cure);
    expect(await timeToSuccess()).toBeLessThan(2_000);
    expect((await Promise.all(Array.from({ length: 40 }, read))).length).toBe(40);
    expect(await checkDatabase()).toBe("ready");
  },
);

test("while the server is silent, all requests wait for one attempt, not for one each", async () => {
  relay.stall();
  await expect(read()).rejects.toMatchObject(unavailable);
  for (let turn = 0; turn < 3; turn += 1) {
    const times = await Promise.all(Array.from({ length: 4 }, () => timeOf(read())));
    expect(Math.max(...times)).toBeLessThan(1_400);
  }
});

test("a transaction in which the server stops responding is refused and leaves nothing behind", async () => {
  const steps = [
    (stop: () => void) =>
      withScope(org.admin, async (tx) => {
        stop();
        await tx.execute(sql`select 1`);
      }),
    (stop: () => void) =>
      withScope(org.admin, async (tx) => {
        await tx.execute(sql`update organizations set name = 'half done'`);
        stop(); // and the commit hangs
      }),
    (stop: () => void) =>
      withScope(org.admin, async (tx) => {
        await tx.execute(sql`update organizations set name = 'half done'`);
        stop(); // and the rollback hangs
        throw new Error("on purpose");
      }),
  ];
  for (const step of steps) {
    expect(await timeOf(expect(step(relay.stall)).rejects.toThrow())).toBeLessThan(1_800);
    relay.resume({ forgets: true });
    await timeToSuccess();
    expect(await read()).toMatchObject([{ name: "Heard" }]);
  }
});

test("a long statement that is answered in time does not count as silence", async () => {
  const rows = await withConnection(({ sql }) => sql`select pg_sleep(0.9), 1 as answer`);
  expect(rows).toMatchObject([{ answer: 1 }]);
});

test("rows that keep coming never count as silence", async () => {
  const rows = await withConnection(
    ({ sql }) => sql`select n, repeat('x', 10000), pg_sleep(0.1) from generate_series(1, 20) as n`,
  );
  expect(rows).toHaveLength(20);
});

test("an unresponsive server does not delay closing the pool", async () => {
  relay.stall();
  const reading = Promise.all([read(), read()].map((one) => one.catch(() => {})));
  expect(await timeOf(closePool())).toBeLessThan(3_500);
  await reading;
});
