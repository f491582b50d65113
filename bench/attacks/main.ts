import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import postgres, { type Sql } from "postgres";
import { describeMachine } from "@/bench/machine";
import { percentile, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { startOurs } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { hashPassword } from "@/lib/auth/password";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import type { Order } from "./attacker";
import { type Attack, attacks } from "./attacks";
import type { Person, Quiet, Task } from "./quiet";

const USAGE = `Usage: npm run bench:attacks -- [--seconds 4] [--rounds 3] [--only "GET /members"]
With any option the page is only printed, and docs/bench/attacks.md stays as it is.
`;
const SIZES = { organizations: 20, small: { members: 25, units: 5 }, big: { members: 3_900, units: 50 } };
const LEADS = 12_000;
const PERSON = { email: "person.1@org2.test", password: "plum orbit lantern 41" };

async function seedForAttacks(sql: Sql, { orgId, unitIds: [unitId = ""] }: Tenant): Promise<string> {
  await sql`insert into leads (org_id, unit_id, lead_id, profile, created_at, last_active_at)
    select ${orgId}, ${unitId}, 'lead_' || n, jsonb_build_object('employees', n % 900), now(), now()
      from generate_series(1, ${LEADS}::int) n`;
  await sql`insert into lead_tallies (org_id, unit_id, slot, leads) values (${orgId}, ${unitId}, 0, ${LEADS})`;
  await sql`insert into rulesets (org_id, unit_id, ruleset_id, name, kind) values (${orgId}, ${unitId}, 'rset_1', 'Fit', 'profile')`;
  const passwordHash = await hashPassword(PERSON.password);
  await sql.begin(async (tx) => {
    const isPerson = tx`where email_key = ${PERSON.email}`;
    // A trigger lets only the member set their password.
    await tx`select set_config('app.member_id', org_member_id, true) from members ${isPerson}`;
    await tx`update members set password_hash = ${passwordHash} ${isPerson}`;
  });
  await sql`vacuum (analyze)`;
  return "rset_1";
}

/** A process's peak memory in MB since the last call. */
function takePeakMegabytes(pid: number): number {
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  fs.writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return Math.round(Number(peak?.[1]) / 1024);
}

function askQuietly(url: string, person: Person, seconds: number): Promise<Quiet> {
  const workerData: Task = { url, person, until: Date.now() + seconds * 1000 };
  const worker = new Worker(path.resolve("dist/bench/attacks/quiet.js"), { workerData });
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

type Statuses = [status: number, count: number][];

/**
 * Starts a process that is ready to attack. It computes only while the CPU is idle, because a real attacker has their own
 * machine and takes no CPU from the server's. Returns a function that starts the attack.
 */
async function prepare(order: Order): Promise<() => Promise<Statuses>> {
  const args = ["-n", "19", process.execPath, path.resolve("dist/bench/attacks/attacker.js")];
  const attacker = spawn("nice", args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(attacker, "message");
  return async () => {
    attacker.send(order);
    return (await once(attacker, "message"))[0] as Statuses;
  };
}

/** An attack's rounds: the other organization's figures without and during it, and the attacker's answers. */
type Rounds = { quiet: Quiet[]; attacked: Quiet[]; statuses: Statuses[]; megabytes: number };

async function attackInRounds(order: Order, pid: number, person: Person, rounds: number): Promise<Rounds> {
  const result: Rounds = { quiet: [], attacked: [], statuses: [], megabytes: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const attack = await prepare(order);
    takePeakMegabytes(pid);
    result.quiet.push(await askQuietly(order.aim.url, person, order.seconds));
    const [attacked, statuses] = await Promise.all([askQuietly(order.aim.url, person, order.seconds), attack()]);
    result.attacked.push(attacked);
    result.statuses.push(statuses);
    result.megabytes = Math.max(result.megabytes, takePeakMegabytes(pid));
  }
  return result;
}

function measured(name: string, { quiet, attacked, statuses, megabytes }: Rounds): string {
  const pooled = (rounds: Quiet[], kind: "reads" | "signIns", share: number) =>
    percentile(
      rounds.flatMap((round) => round[kind]),
      share,
    );
  const usual = pooled(quiet, "reads", 0.95);
  const p95 = pooled(attacked, "reads", 0.95);
  const times = [usual, pooled(attacked, "reads", 0.5), p95, p95 / usual, pooled(attacked, "signIns", 0.95)];
  const failures = attacked.reduce((sum, round) => sum + round.failures, 0);
  const counts = new Map<number, number>();
  for (const [status, count] of statuses.flat()) counts.set(status, (counts.get(status) ?? 0) + count);
  const answers = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status || "none"}: ${count}`);
  return row([name, ...times.map((value) => value.toFixed(1)), failures, answers.join(", ") || "–", megabytes]);
}

async function attackAll(chosen: Attack[], order: Omit<Order, "name">, pid: number, person: Person, rounds: number) {
  await askQuietly(order.aim.url, person, order.seconds); // warms up
  const rows: string[] = [];
  for (const { name } of chosen) {
    rows.push(measured(name, await attackInRounds({ name, ...order }, pid, person, rounds)));
    process.stderr.write(`${rows.at(-1)}\n`);
  }
  return rows;
}

/** Runs the attacks one by one against `npm start` while another organization reads and signs in. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { seconds: text, rounds: text, only: text, help: { type: "boolean" } },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const seconds = Math.min(10, Number(values.seconds ?? 4));
  const rounds = Math.min(10, Number(values.rounds ?? 3));
  const chosen = attacks.filter(({ name }) => name.includes(values.only ?? ""));
  await inTemporaryFolder(async (folder) => {
    const dataDirectory = path.join(folder, "data");
    const embedded = await startEmbeddedPostgres({ dataDirectory, purpose: "server", settings: {} });
    const { ownerUrl, appUrl } = embedded;
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await migrateDatabase({ ownerUrl, appUrl });
      const [attacker, other] = (await seedBench(ownerUrl, SIZES)) as [Tenant, Tenant];
      const rulesetId = await seedForAttacks(owner, attacker);
      const server = await startOurs({ appUrl, ownerUrl, poolSize: 10, folder });
      try {
        const order = { aim: { url: server.url, attacker, rulesetId }, seconds };
        const rows = await attackAll(chosen, order, server.pid, { ...PERSON, token: other.token }, rounds);
        const page = report(await serverVersion(owner), rows, seconds, rounds);
        process.stdout.write(`${page}\n`);
        if (args.length === 0) writePage("attacks", page);
      } finally {
        await server.stop();
      }
    } finally {
      await owner.end({ timeout: 1 });
      await embedded.stop();
    }
  });
}

function report(version: string, rows: string[], seconds: number, rounds: number): string {
  const facts = describeMachine(version).map((fact) => `- ${fact}`);
  const head = ["attack", "quiet p95", "p50", "p95", "ratio", "sign-in p95", "failed", "the attacker's answers", "MB"];
  return `# One organization against the others

Made by \`npm run bench:attacks\`: an organization with ${SIZES.big.members} members and ${LEADS} leads attacks \`npm start\`, while a member of another organization lists OUs every 25 ms and signs in every second. Each attack has ${rounds} rounds of ${seconds} s without it and then ${seconds} s during it. Times are that member's over all rounds, in milliseconds; the ratio is the p95 of reads during the attack divided by their p95 without it (target ≤ 5). The attacker's client runs with the lowest priority (nice 19), because a real one has its own machine; the server, PostgreSQL and the reader share this one. MB is the server's peak memory.

${facts.join("\n")}

${table(head, rows)}
`;
}
