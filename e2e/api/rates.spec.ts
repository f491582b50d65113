import net from "node:net";
import { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { head } from "@/e2e/raw-http";
import { applicationUrl, loadSecrets, seedMember } from "@/e2e/seed";
import { type Server, startApiHost } from "@/e2e/servers";
import { guarded } from "./matrix/entries";

// Two processes of their own on the shared database, with rates that a test can exceed.
const [READS, SLACK] = [5, 2];
let servers: [Server, Server];

test.describe.configure({ mode: "default" });
test.beforeAll(async ({ urls: _running }) => {
  const env = {
    DATABASE_URL: applicationUrl(),
    NEXTAUTH_SECRET: loadSecrets(process.env.E2E_DATA_DIR ?? "").sessionKey,
    RATE_READS_PER_SECOND: String(READS),
    RATE_WRITES_PER_SECOND: "1",
    RATE_INGEST_PER_SECOND: "1",
    RATE_BURST_SECONDS: "1",
    RATE_ORGANIZATION_FACTOR: "1000",
  };
  servers = await Promise.all([startApiHost(env), startApiHost(env)]);
});
test.afterAll(() => Promise.all((servers ?? []).map((server) => server.stop())));

const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));
const statuses = (answers: { status: number }[]) => [...new Set(answers.map(({ status }) => status))].sort();

for (const entry of guarded) {
  test(`${entry.id}: refuses with 429 beyond its rate, and says when to come again`, async ({ contract }) => {
    const world = await seedWorld();
    const client = new ApiClient(servers[0].url, contract).as(await seedMember(world.org.org_id, "admin"));
    await client.get("/me"); // from now on this process knows the credential
    const { path, headers } = await entry.request(world, world.org.admin);
    const isRead = entry.method === "GET";
    const sent = isRead ? { headers } : { headers, raw: "not JSON" }; // content is not looked at before
    const answers = await times(isRead ? 4 * READS : 5, () => client.send(entry.method, path, sent));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    const [problem] = refused;
    expect(problem?.problem.code).toBe("rate_limited");
    expect(problem?.problem.detail).toMatch(/^Too many requests: you may .* a second\. Try again in 1 second\.$/);
    expect(problem?.headers.get("retry-after")).toBe("1");
    expect(problem?.headers.get("ratelimit")).toMatch(/^"credential-\w+";r=0;t=1, "organization-/);
    expect(problem?.headers.get("ratelimit-policy")).toMatch(
      /^"credential-\w+";q=\d+;w=1, "organization-\w+";q=\d+;w=1$/,
    );
  });
}

test("two processes together let through no more than one may and the documented slack", async ({ contract, org }) => {
  const clients = servers.map(({ url }) => new ApiClient(url, contract).as(org.admin));
  await Promise.all(clients.map((client) => client.get("/me")));
  const since = performance.now();
  const answers = await Promise.all(clients.map((client) => times(2 * READS, () => client.get("/me"))));
  const seconds = (performance.now() - since) / 1000;
  const passed = answers.flat().filter(({ status }) => status === 200).length;
  expect(statuses(answers.flat())).toEqual([200, 429]);
  expect(passed).toBeLessThanOrEqual(READS + SLACK + Math.ceil(seconds * READS));
});

test("a request is refused before its body arrives", async ({ contract, org }) => {
  const client = new ApiClient(servers[0].url, contract).as(org.admin);
  await client.get("/me");
  await times(5, () => client.post("/org-units", { name: "" }));
  const { hostname, port } = new URL(servers[0].url);
  const socket = net.connect(Number(port), hostname);
  const lines = [`Authorization: Bearer ${org.admin.token}`, "Content-Type: application/json", "Content-Length: 9"];
  socket.write(head("POST", "/org-units", lines));
  const [answer] = await new Promise<[Buffer]>((resolve) => socket.once("data", (data) => resolve([data])));
  expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 429 /);
  socket.destroy();
});

test("a bad credential gets 401 at any rate, also one that was good until now", async ({ contract, org }) => {
  const anonymous = new ApiClient(servers[0].url, contract);
  expect(statuses(await times(4 * READS, () => anonymous.as({ token: "nonsense" }).get("/me")))).toEqual([401]);
  const leaving = anonymous.as(await seedMember(org.org_id, "viewer"));
  const { json } = await leaving.get<{ id: string }[]>("/settings/tokens");
  await leaving.delete(`/settings/tokens/${json[0]?.id}`);
  expect((await leaving.get("/me")).status).toBe(401);
  expect(statuses(await times(4 * READS, () => leaving.get("/me")))).toEqual([401]);
});

test("probes and the document are never limited", async ({ contract, org }) => {
  const client = new ApiClient(servers[0].url, contract).as(org.admin);
  await times(4 * READS, () => client.get("/me"));
  for (const path of ["/healthz", "/readyz", "/openapi.json"]) {
    const answer = await client.get(path);
    expect([answer.status, answer.headers.get("ratelimit")]).toEqual([200, null]);
  }
});
