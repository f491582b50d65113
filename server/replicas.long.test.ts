import { expect, test } from "vitest";
import { freePort, until } from "@/testing/launch";
import { openOwner, startPair } from "@/testing/pair";
import { api, SLOW, startReady } from "@/testing/process";

/** How many reads a server has left to a replica, and to the primary. */
async function readsOf(port: number): Promise<{ replica: number; primary: number }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const by = (name: string) =>
    Number(new RegExp(`^leadvibe_replica_reads_total{by="${name}"} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  return { replica: by("replica"), primary: by("primary") };
}

const ROUNDS = 25;

test("a replica answers reads, shows every acknowledged write and no access that was taken away, and costs no request when it is behind or gone", {
  timeout: SLOW,
}, async () => {
  const { primary, standby: replica, account } = await startPair();
  const owner = openOwner(primary);
  await owner`alter system set synchronous_standby_names = ''`; // a replica need not confirm commits
  await owner`select pg_reload_conf()`;
  const METRICS_PORT = await freePort();
  const env = { ...primary.keys, DATABASE_URL: primary.appUrl, DATABASE_REPLICA_URL: replica.appUrl };
  const writing = await startReady({ ...primary.keys, DATABASE_URL: primary.appUrl });
  const reading = await startReady({ ...env, METRICS_PORT: String(METRICS_PORT) });
  const readsByReplica = async () => (await readsOf(METRICS_PORT)).replica;
  const read = (token = account.token) => api(reading, token, "/org-units");
  const write = (target: string, body: object) => api(writing, account.token, target, body);
  const headers = { authorization: `Bearer ${account.token}` };
  const revoke = (id: string) => fetch(`${writing.url}/settings/tokens/${id}`, { method: "DELETE", headers });
  const answersByReplica = () =>
    until("the replica to answer", async () => {
      const before = await readsByReplica();
      await (await read()).text();
      return (await readsByReplica()) > before;
    });

  let round = 0;
  async function writeAndRead(): Promise<void> {
    const name = `Round ${++round}`;
    expect((await write("/org-units", { name })).status).toBe(201);
    const units = (await (await read()).json()) as { name: string }[];
    expect(units.map((unit) => unit.name)).toContain(name);
  }
  async function revokeAndRead(): Promise<void> {
    const made = await write("/settings/tokens", { name: `Round ${++round}` });
    const { id, token } = (await made.json()) as { id: string; token: string };
    for (let n = 0; n < 3; n += 1) expect((await read(token)).status).toBe(200);
    expect((await revoke(id)).status).toBe(204);
    expect((await read(token)).status).toBe(401);
  }

  await answersByReplica();
  const before = await readsByReplica();
  for (let n = 0; n < ROUNDS; n += 1) {
    await writeAndRead();
    await revokeAndRead();
  }
  expect((await readsByReplica()) - before).toBeGreaterThan(ROUNDS);
  const [unused] = await owner`select count(*)::int as tokens from personal_access_tokens where last_used_at is null`;
  expect(unused).toEqual({ tokens: 0 });

  const follower = openOwner(replica);
  await follower`select pg_wal_replay_pause()`;
  await writeAndRead();
  await revokeAndRead();
  await follower`select pg_wal_replay_resume()`;
  await answersByReplica();

  await replica.kill();
  await writeAndRead();
  await revokeAndRead();
  expect((await fetch(`${reading.url}/readyz`)).status).toBe(200);
  await replica.revive();
  await answersByReplica();
});
