import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env, provideEnv } from "@/lib/env";
import { entering, makeOrganization, onPort, type TestOrganization } from "@/testing/organization";
import { openRelay, type Relay } from "@/testing/relay";
import { closePool } from "./client";
import { withScope } from "./scope";
import { checkDatabase } from "./system";

// The database seems stopped to this file only: its pool reaches it through a relay that can be cut.
const realUrl = env().DATABASE_URL ?? "";
let relay: Relay;
let org: TestOrganization;

const read = () => withScope(org.admin, (tx) => tx.execute(sql`select name from organizations`));
const unavailable = { code: "database_unavailable" };

beforeAll(async () => {
  relay = await openRelay(Number(new URL(realUrl).port));
  provideEnv({ DATABASE_URL: onPort(realUrl, relay.port), DATABASE_POOL_SIZE: "2" });
  org = await makeOrganization("Through the relay");
});

afterAll(async () => {
  await closePool();
  await relay.cut();
});

test("while the database is stopped everything is database_unavailable, and works again once it is back", async () => {
  expect(await checkDatabase()).toBe("ready");
  for (let round = 0; round < 3; round += 1) {
    await relay.cut();
    for (let turn = 0; turn < 10; turn += 1) await expect(read()).rejects.toMatchObject(unavailable);
    const many = await Promise.allSettled(Array.from({ length: 40 }, read));
    for (const result of many) expect(result).toMatchObject({ status: "rejected", reason: unavailable });
    await expect(entering({ token: org.token })).rejects.toMatchObject(unavailable);
    expect(await checkDatabase()).toBe("unreachable");
    await relay.mend();
    const back = await Promise.all(Array.from({ length: 40 }, read));
    for (const rows of back) expect(rows).toMatchObject([{ name: "Through the relay" }]);
    expect(await checkDatabase()).toBe("ready");
  }
});

test("no connection is lost for good when the database starts while requests keep coming", async () => {
  for (let round = 0; round < 5; round += 1) {
    await relay.cut();
    const storm = Array.from({ length: 20 }, () => read().catch((error: unknown) => error));
    await relay.mend();
    const rest = Array.from({ length: 20 }, () => read().catch((error: unknown) => error));
    for (const result of await Promise.all([...storm, ...rest])) {
      if (result instanceof Error) expect(result).toMatchObject(unavailable);
    }
    await expect(Promise.all(Array.from({ length: 10 }, read))).resolves.toHaveLength(10);
  }
});

test("a transaction in which the database goes away is refused and leaves nothing behind", async () => {
  const cut = withScope(org.admin, async (tx) => {
    await tx.execute(sql`update organizations set name = 'half done'`);
    await relay.cut();
    return tx.execute(sql`select 1`);
  });
  await expect(cut).rejects.toMatchObject(unavailable);
  await relay.mend();
  expect(await read()).toMatchObject([{ name: "Through the relay" }]);
});

test("a server that accepts connections and never answers is unavailable, and used again once it answers", async () => {
  await relay.cut();
  relay.stall();
  await relay.mend();
  await expect(read()).rejects.toMatchObject(unavailable);
  await relay.cut();
  relay.resume({ forgets: true });
  await relay.mend();
  expect(await read()).toMatchObject([{ name: "Through the relay" }]);
});
