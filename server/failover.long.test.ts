import { expect, test } from "vitest";
import { type Account, judge, startCrowd } from "@/testing/crowd";
import { type Launched, until } from "@/testing/launch";
import { openOwner, startPair } from "@/testing/pair";
import { afterTest, api, run, SLOW, startReady } from "@/testing/process";
import { openRelay } from "@/testing/relay";
import { promote } from "@/testing/standby";

const statusOf = async ({ url }: Launched, path: string) => (await fetch(url + path).catch(() => undefined))?.status;

async function createUnit(server: Launched, { token }: Account, name: string) {
  const answer = await api(server, token, "/org-units", { name });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
}

test("when the primary is killed and its standby promoted, nothing acknowledged is lost, nothing is done twice and nobody is signed out", {
  timeout: SLOW,
}, async () => {
  const { primary, standby, account } = await startPair();
  const relay = await openRelay(primary.port);
  afterTest(relay.cut);
  const DATABASE_URL = Object.assign(new URL(primary.appUrl), { port: String(relay.port) }).href;
  const env = { ...primary.keys, DATABASE_URL };
  const servers = [await startReady(env), await startReady(env)] as [Launched, Launched];
  const [server] = servers;
  const crowd = await startCrowd(
    servers.map(({ url }) => url),
    account,
    4,
  );
  const written = (more: number) => {
    const enough = crowd.seen.acknowledged.size + more;
    return until(`${more} writes`, () => crowd.seen.acknowledged.size >= enough);
  };
  await written(100);

  crowd.restartClock();
  await primary.kill();
  await until("the servers to be not ready", async () => (await statusOf(server, "/readyz")) === 503);
  relay.aim(standby.port); // reached before it is promoted, a standby counts as no database
  const waiting = await run("start", { ...env, LOG_LEVEL: "info" });
  await until("a new server to wait for a primary", () => waiting.stdout().includes("is read-only"));
  const whileReadOnly = await createUnit(server, account, "On a standby");
  expect(whileReadOnly).toEqual({ status: 503, code: "database_unavailable" });
  const paths = ["/healthz", "/readyz"];
  expect(await Promise.all(paths.map((path) => statusOf(server, path)))).toEqual([200, 503]);
  await promote(standby);
  await written(100);
  await Promise.all([...servers, waiting].map((one) => one.ready()));
  const seen = await crowd.end();

  const owner = openOwner(standby);
  expect(await judge(owner, seen)).toEqual({ lost: [], doubled: [] });
  expect(seen.signedOut).toBe(0);
  expect([...seen.refusals.keys()].filter((what) => !/^(503|no answer)/.test(what))).toEqual([]);
  const unsealed = async () => (await owner`select from audit_unsealed`).length;
  await until("the jobs to go on", async () => (await unsealed()) === 0);
  process.stdout.write(`failover: ${seen.acknowledged.size} writes, a gap of ${seen.longestGapSeconds.toFixed(1)} s\n`);
});

test("a commit that no standby has confirmed is not acknowledged, whether its wait is cancelled or never ends", {
  timeout: SLOW,
}, async () => {
  const { primary, standby, account } = await startPair();
  const server = await startReady({ ...primary.keys, DATABASE_URL: primary.appUrl });
  const owner = openOwner(primary);
  await standby.kill();
  const waiting = () => owner`select pid from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'`;
  const unavailable = { status: 503, code: "database_unavailable" };

  const cancelled = createUnit(server, account, "Cancelled");
  await until("the commit to wait", async () => (await waiting()).length === 1);
  await owner`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'`;
  expect(await cancelled).toEqual(unavailable);

  expect(await createUnit(server, account, "Never confirmed")).toEqual(unavailable);
  await owner`alter system set synchronous_standby_names = ''`;
  await owner`select pg_reload_conf()`;
  await until("the commits to end", async () => (await waiting()).length === 0);
  expect(await createUnit(server, account, "Confirmed")).toMatchObject({ status: 201 });
});
