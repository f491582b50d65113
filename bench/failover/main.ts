import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { progress, stopAll } from "@/bench/measure";
import { row, table } from "@/bench/report";
import { SESSION_KEY, startOurs, type Target } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { auditKey } from "@/testing/audit-key";
import { type Account, judge, startCrowd } from "@/testing/crowd";
import { until } from "@/testing/launch";
import { type Cluster, ownerUrlAt, startCluster, TTL } from "./cluster";

const USAGE = `Usage: npm run drill:failover
Needs Debian's patroni, etcd-server, haproxy and postgresql, and installs nothing. Everything is on loopback, and ended afterwards.
`;
const WRITERS = 8;
const WRITES_AFTERWARDS = 100;
const MOST_GAP_SECONDS = TTL + 5;

/** Something that happens to the cluster, and how to repair it. */
type Event = {
  what: string;
  happens(cluster: Cluster, leader: string): Promise<void> | void;
  mend?(cluster: Cluster, leader: string): void;
};

// etcd comes last: with a single one, Patroni 3.0 names no synchronous standby any more until it is started again.
const events: Event[] = [
  { what: "nothing, for ten seconds", happens: () => sleep(10_000) },
  { what: "a switchover", happens: (cluster) => cluster.switchOver() },
  { what: "kill -9 of the primary's PostgreSQL", happens: (cluster, leader) => cluster.signal(leader, "SIGKILL") },
  {
    what: "kill -9 of the primary's PostgreSQL and Patroni: its machine is gone",
    happens: (cluster, leader) => cluster.signal(leader, "SIGKILL", true),
    mend: (cluster, leader) => cluster.revive(leader),
  },
  {
    what: "the primary's machine stands still (SIGSTOP), and goes on after 40 seconds",
    async happens(cluster, leader) {
      cluster.signal(leader, "SIGSTOP", true);
      await sleep(40_000);
      cluster.signal(leader, "SIGCONT", true);
    },
  },
  {
    what: "kill -9 of etcd for 30 seconds",
    async happens(cluster) {
      cluster.killEtcd();
      await sleep(30_000);
      cluster.reviveEtcd();
    },
  },
];

function command(name: string, args: string[], env: Record<string, string>): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  const run = spawnSync(process.execPath, ["server/run.mjs", name, ...args], {
    env: { PATH, HOME, NODE_ENV: "production", NEXTAUTH_SECRET: SESSION_KEY, AUDIT_KEY: auditKey, ...env },
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${name}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

function makeAccount(DATABASE_URL: string): Account {
  const [email, password] = ["ada@drill.test", "correct horse battery staple"];
  const names = ["--name", "Drill", "--email", email, "--first-name", "Ada", "--last-name", "Lovelace"];
  command("org-create", names, { DATABASE_URL, ORG_ADMIN_PASSWORD: password });
  const { token = "" } = command("token-create", ["--email", email], { DATABASE_URL });
  return { email, password, token };
}

async function drill(cluster: Cluster, folder: string): Promise<string> {
  const ownerUrl = ownerUrlAt(cluster.port);
  const appUrl = `postgres://leadvibe_app:of-the-drill@127.0.0.1:${cluster.port}/postgres`;
  await migrateDatabase({ ownerUrl, appUrl });
  const account = makeAccount(appUrl);
  const servers: Target[] = [];
  try {
    for (let n = 0; n < 2; n += 1) servers.push(await startOurs({ ownerUrl, appUrl, poolSize: 10, folder }));
    const crowd = await startCrowd(
      servers.map(({ url }) => url),
      account,
      WRITERS,
    );
    const { seen } = crowd;
    const rows: string[] = [];
    for (const { what, happens, mend } of events) {
      progress(what);
      const before = seen.acknowledged.size;
      const signedOut = seen.signedOut;
      const leader = await cluster.leader();
      crowd.restartClock();
      await happens(cluster, leader);
      const enough = seen.acknowledged.size + WRITES_AFTERWARDS;
      await until("the writers to go on", () => seen.acknowledged.size >= enough, 120);
      mend?.(cluster, leader);
      await cluster.whole();
      const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
      const { lost, doubled } = await judge(owner, { ...seen, acknowledged: new Map(seen.acknowledged) });
      await owner.end({ timeout: 1 });
      const gap = seen.longestGapSeconds.toFixed(1);
      rows.push(
        row([what, seen.acknowledged.size - before, lost.length, doubled.length, gap, seen.signedOut - signedOut]),
      );
      progress(rows.at(-1) ?? "");
    }
    await crowd.end();
    progress(JSON.stringify(Object.fromEntries(seen.refusals)));
    return table(["what happens", "acknowledged", "lost", "doubled", "longest gap, s", "signed out"], rows);
  } finally {
    await stopAll(servers);
  }
}

/** Starts a highly available database, breaks it in several ways, and prints what the callers of two servers noticed. */
export async function main(args: string[]): Promise<void> {
  if (args.length > 0) return void process.stdout.write(USAGE);
  await inTemporaryFolder(async (folder) => {
    const home = path.join(folder, "cluster");
    fs.mkdirSync(home);
    const cluster = await startCluster(home);
    try {
      process.stdout.write(
        `${await drill(cluster, folder)}\n\nWanted: nothing lost or doubled, gaps ≤ ${MOST_GAP_SECONDS} s, nobody signed out.\n`,
      );
    } finally {
      await cluster.stop();
    }
  });
}
