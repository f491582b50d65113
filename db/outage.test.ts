import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env, provideEnv } from "@/lib/env";
import { closePool } from "./client";
import { withScope } from "./scope";
import { checkDatabase } from "./system";
import { entering, makeOrganization, type TestOrganization } from "./testing";

// The database is stopped for this file only: its pool reaches it through this door, which can be shut.
const sockets = new Set<net.Socket>();
let door: net.Server;
let port = 0;
let org: TestOrganization;

function connectThrough(incoming: net.Socket): void {
  const target = new URL(realUrl);
  const outgoing = net.connect(Number(target.port), target.hostname);
  for (const socket of [incoming, outgoing]) {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      incoming.destroy();
      outgoing.destroy();
    });
  }
  incoming.pipe(outgoing);
  outgoing.pipe(incoming);
}

const realUrl = env().DATABASE_URL ?? "";

async function open(): Promise<void> {
  door = net.createServer(connectThrough);
  await new Promise<void>((resolve) => door.listen(port, "127.0.0.1", resolve));
  port = (door.address() as net.AddressInfo).port;
}

async function shut(): Promise<void> {
  const closed = new Promise((resolve) => door.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

const read = () => withScope(org.admin, (tx) => tx.execute(sql`select name from organizations`));
const unavailable = { code: "database_unavailable" };

beforeAll(async () => {
  await open();
  provideEnv({
    DATABASE_URL: Object.assign(new URL(realUrl), { port: String(port) }).href,
    DATABASE_POOL_SIZE: "2",
  });
  org = await makeOrganization("Through the door");
});

afterAll(async () => {
  await closePool();
  await shut();
});

test("with the database stopped everything is database_unavailable, and comes back with it", async () => {
  expect(await checkDatabase()).toBe("ready");
  for (let round = 0; round < 3; round += 1) {
    await shut();
    for (let turn = 0; turn < 10; turn += 1) await expect(read()).rejects.toMatchObject(unavailable);
    const many = await Promise.allSettled(Array.from({ length: 40 }, read));
    for (const result of many) expect(result).toMatchObject({ status: "rejected", reason: unavailable });
    await expect(entering({ token: org.token })).rejects.toMatchObject(unavailable);
    expect(await checkDatabase()).toBe("unreachable");
    await open();
    const back = await Promise.all(Array.from({ length: 40 }, read));
    for (const rows of back) expect(rows).toMatchObject([{ name: "Through the door" }]);
    expect(await checkDatabase()).toBe("ready");
  }
});

test("a database that comes up while requests keep coming loses no connection for good", async () => {
  for (let round = 0; round < 5; round += 1) {
    await shut();
    const storm = Array.from({ length: 20 }, () => read().catch((error: unknown) => error));
    await open();
    const rest = Array.from({ length: 20 }, () => read().catch((error: unknown) => error));
    for (const result of await Promise.all([...storm, ...rest])) {
      if (result instanceof Error) expect(result).toMatchObject(unavailable);
    }
    await expect(Promise.all(Array.from({ length: 10 }, read))).resolves.toHaveLength(10);
  }
});

test("a transaction that the database leaves in the middle is refused and leaves nothing", async () => {
  const cut = withScope(org.admin, async (tx) => {
    await tx.execute(sql`update organizations set name = 'half done'`);
    await shut();
    return tx.execute(sql`select 1`);
  });
  await expect(cut).rejects.toMatchObject(unavailable);
  await open();
  expect(await read()).toMatchObject([{ name: "Through the door" }]);
});

test("a server that accepts and never answers is given up after the connect time-out", async () => {
  await shut();
  door = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => door.listen(port, "127.0.0.1", resolve));
  await expect(read()).rejects.toMatchObject(unavailable);
  await shut();
  await open();
  expect(await read()).toMatchObject([{ name: "Through the door" }]);
});
