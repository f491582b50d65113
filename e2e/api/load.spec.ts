import net from "node:net";
import { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { head } from "@/e2e/raw-http";
import { applicationUrl, database, loadSecrets, seedMember } from "@/e2e/seed";
import { type Server, startApiHost } from "@/e2e/servers";
import { openRelay, type Relay } from "@/testing/relay";

const json = "Content-Type: application/json";

test("an endless body gets a 413 and is read no further", async ({ api, org }) => {
  const { hostname, port } = new URL(api.url);
  const socket = net.connect(Number(port), hostname);
  const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
  let received = "";
  socket.on("error", () => {});
  socket.on("data", (data) => {
    received += data.toString("latin1");
  });
  const credential = `Authorization: Bearer ${org.admin.token}`;
  socket.write(head("POST", "/org-units", [json, credential, "Transfer-Encoding: chunked"]));
  for (const deadline = Date.now() + 30_000; !socket.destroyed && Date.now() < deadline; ) {
    await new Promise<void>((resolve) => socket.write(chunk, () => setImmediate(resolve)));
  }
  expect(socket.destroyed).toBe(true);
  expect(received).toMatch(/^HTTP\/1\.1 413 /);
  expect(socket.bytesWritten).toBeLessThan(200_000_000);
});

test.describe("with a pool of two connections behind a relay", () => {
  test.describe.configure({ mode: "serial" });
  let relay: Relay;
  let server: Server;

  test.beforeAll(async ({ urls: _running }) => {
    relay = await openRelay(loadSecrets(process.env.E2E_DATA_DIR ?? "").port);
    server = await startApiHost({ DATABASE_URL: applicationUrl(undefined, relay.port), DATABASE_POOL_SIZE: "2" });
  });
  test.afterAll(async () => {
    await server?.stop();
    await relay?.cut().catch(() => {});
  });

  test("an exhausted pool gives 503 instead of an endless wait, and recovers", async ({ contract, org }) => {
    const admin = new ApiClient(server.url, contract).as(org.admin);
    const victims = [await seedMember(org.org_id, "viewer"), await seedMember(org.org_id, "viewer")];
    const startedAt = Date.now();
    const seconds = () => (Date.now() - startedAt) / 1000;
    const statuses = await database().begin(async (sql) => {
      const ids = victims.map(({ org_member_id }) => org_member_id);
      await sql`select from members where org_member_id = any(${ids}) for update`;
      const blocked = victims.map(({ org_member_id }) => admin.delete(`/members/${org_member_id}`));
      await expect
        .poll(async () => (await database()`select from pg_stat_activity where wait_event_type = 'Lock'`).length)
        .toBeGreaterThanOrEqual(2);
      const refusedAt: number[] = [];
      const waiting = Array.from({ length: 540 }, async () => {
        const { status } = await admin.get("/me");
        if (status === 503) refusedAt.push(seconds());
        return status;
      });
      const all = await Promise.all([...waiting, ...blocked.map(async (one) => (await one).status)]);
      expect(refusedAt.length).toBeGreaterThanOrEqual(40); // those that found the queue full
      return all;
    });
    expect(seconds()).toBeLessThan(30);
    for (const status of statuses) expect([200, 503]).toContain(status);
    expect((await admin.get("/me")).status).toBe(200);
    expect((await admin.delete(`/members/${victims[0]?.org_member_id}`)).status).toBe(204);
  });

  test("a database that is down gives 503, and the running process reconnects to it", async ({ contract, org }) => {
    const client = new ApiClient(server.url, contract);
    const admin = client.as(org.admin);
    expect((await admin.get("/me")).status).toBe(200);
    await relay.cut();
    for (let round = 0; round < 3; round += 1) {
      expect((await admin.get("/me")).problem.code).toBe("database_unavailable");
      expect((await admin.post("/org-units", { name: "Lost" })).problem.code).toBe("database_unavailable");
      expect((await client.get("/readyz")).problem.code).toBe("not_ready");
      expect((await client.get("/healthz")).status).toBe(200);
      expect((await client.get("/me")).status).toBe(401); // needs no database
    }
    await relay.mend();
    await expect.poll(async () => (await client.get("/readyz")).status, { timeout: 20_000 }).toBe(200);
    expect((await admin.post("/org-units", { name: "Found" })).status).toBe(201);
  });
});
