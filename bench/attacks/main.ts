import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import postgres, { type Sql } from "postgres";
import { describeMachine } from "@/bench/machine";
import { percentile, row, table } from "@/bench/report";
import { writeSection } from "@/bench/section";
import { seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { startOurs } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { hashPassword } from "@/lib/auth/password";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { type Aim, type Attack, attacks, run } from "./attacks";
import type { Person, Quiet, Task } from "./quiet";

const USAGE = `Usage: npm run bench:attacks -- [--seconds 8] [--only "GET /members"]
With any option the section is printed and docs/bench.md stays as it is.
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
function residentMegabytes(pid: number): number {
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  fs.writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return Math.round(Number(peak?.[1]) / 1024);
}

function askQuietly(url: URL, person: Person, until: number): Promise<Quiet> {
  const workerData: Task = { url: url.href, person, until };
  const worker = new Worker(path.resolve("dist/bench/attacks/quiet.js"), { workerData });
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

function measured(name: string, quiet: Quiet, before: Quiet, statuses: Map<number, number>, memory: number): string {
  const [p50, p95] = [percentile(quiet.reads, 0.5), percentile(quiet.reads, 0.95)];
  const usual = percentile(before.reads, 0.95);
  const signIn = percentile(quiet.signIns, 0.95);
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status || "none"}: ${count}`);
  const cells = [usual, p50, p95, p95 / usual, signIn].map((value) => value.toFixed(1));
  return row([name, ...cells, quiet.failures, told.join(", ") || "–", memory]);
}

async function attackAll(url: URL, pid: number, aim: Aim, person: Person, chosen: Attack[], seconds: number) {
  const until = () => Date.now() + seconds * 1000;
  await askQuietly(url, person, until()); // warms up
  const rows: string[] = [];
  for (const attack of chosen) {
    const before = await askQuietly(url, person, until());
    residentMegabytes(pid);
    const end = until();
    const [quiet, statuses] = await Promise.all([askQuietly(url, person, end), run(attack, aim, end)]);
    rows.push(measured(attack.name, quiet, before, statuses, residentMegabytes(pid)));
    process.stderr.write(`${rows.at(-1)}\n`);
  }
  return rows;
}

/** Runs the attacks one by one against `npm start` while another organization reads and signs in. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { seconds: text, only: text, help: { type: "boolean" } } });
  if (values.help) return void process.stdout.write(USAGE);
  const seconds = Math.min(10, Number(values.seconds ?? 8));
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
        const url = new URL(server.url);
        const person = { ...PERSON, token: other.token };
        const rows = await attackAll(url, server.pid, { url, attacker, rulesetId }, person, chosen, seconds);
        const section = report(await serverVersion(owner), rows, seconds);
        process.stdout.write(`${section}\n`);
        if (args.length === 0) writeSection("attacks", section);
      } finally {
        await server.stop();
      }
    } finally {
      await owner.end({ timeout: 1 });
      await embedded.stop();
    }
  });
}

function report(version: string, rows: string[], seconds: number): string {
  const facts = describeMachine(version).map((fact) => `- ${fact}`);
  const head = ["attack", "quiet p95", "p50", "p95", "ratio", "sign-in p95", "failed", "the attacker's answers", "MB"];
  return `## One organization against the others

Made by \`npm run bench:attacks\`: for ${seconds} s each, one organization of ${SIZES.big.members} members and ${LEADS} leads attacks \`npm start\`, while a member of another organization lists OUs every 50 ms and signs in every second. Times are that member's, in milliseconds; ratio is read p95 under attack over p95 before (target ≤ 5). MB is the server's peak memory during the attack.

${facts.join("\n")}

${table(head, rows)}
`;
}
