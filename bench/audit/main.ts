import fs from "node:fs";
import { parseArgs } from "node:util";
import { cpuSecondsOfTree } from "@/bench/cpu";
import { drive, type Sample } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { operations } from "@/bench/operations";
import { cpuMilliseconds, cpuSeconds, ratePerSecond, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { removeCreatedUnits, seedBench } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { onSite, type Site } from "@/bench/site";
import { startOurs } from "@/bench/targets";
import { closeDatabase } from "@/db/system";
import { sealAuditLogs } from "@/domain/audit-log/seal";
import { provideEnv } from "@/lib/env";
import { auditKey } from "@/testing/audit-key";

const USAGE = `Usage: npm run bench:audit -- [--smoke] [--rounds 6] [--seconds 4]
With any option the page is only printed, and docs/bench/audit.md stays as it is.
`;
const SIZES: Parameters<typeof seedBench>[1] = {
  organizations: 100,
  small: { members: 25, units: 5 },
  big: { members: 100, units: 10 },
};
const WANTED = 1.3;

// Entries leave in a call of this function, so without its body the same write leaves none.
const written = fs.readFileSync("db/functions/write_audit_entries.sql", "utf8");
const unwritten = written.replace(/AS \$function\$[\s\S]*/, "AS $function$ BEGIN END $function$");

type Settings = { rounds: number; extent: { duration: number } | { amount: number }; warmUp: number };

/** The write with its entry and without, taking turns. */
async function measureWrites({ database, owner, postgresPid }: Site, { rounds, extent, warmUp }: Settings) {
  const tenants = await seedBench(database.ownerUrl, SIZES);
  const target = await startOurs(database, { env: { WORKER_CONCURRENCY: "0" } });
  const operation = operations.find(({ title }) => title === "POST /org-units");
  if (!operation) throw new Error("the operation has another title");
  const load = { target, operation, tenants, connections: 8, postgresPid };
  const [audited, plain]: [Sample[], Sample[]] = [[], []];
  try {
    await drive(load, { amount: warmUp });
    for (let round = 0; round < rounds; round += 1) {
      for (const [samples, body] of [
        [plain, unwritten],
        [audited, written],
      ] as const) {
        await owner.unsafe(body);
        await removeCreatedUnits(owner);
        samples.push(await drive(load, extent));
      }
    }
    return { audited, plain };
  } finally {
    await target.stop();
  }
}

/** Seals what the writes left, in this process. */
async function measureSealing({ database, owner, postgresPid }: Site) {
  const [waiting] = await owner`select count(*)::int as rows from audit_unsealed`;
  provideEnv({ DATABASE_URL: database.appUrl, AUDIT_KEY: auditKey });
  const [cpu, postgres, began] = [process.cpuUsage(), cpuSecondsOfTree(postgresPid) ?? 0, performance.now()];
  await sealAuditLogs();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  const postgresSeconds = (cpuSecondsOfTree(postgresPid) ?? 0) - postgres;
  await closeDatabase();
  const rows = Number(waiting?.rows);
  const each = (microseconds: number) => (microseconds / rows).toFixed(0);
  return {
    rows,
    perSecond: Math.round(rows / seconds),
    node: each(user + system),
    postgres: each(postgresSeconds * 1e6),
  };
}

async function benchOn(site: Site, settings: Settings): Promise<string> {
  const { audited, plain } = await measureWrites(site, settings);
  const sealing = await measureSealing(site);
  const series = [
    { name: "without an entry", samples: plain },
    { name: "with its entry", samples: audited },
  ];
  const rows = series.map((one) => {
    const cpu = (["serverCpuSeconds", "postgresCpuSeconds"] as const).map((kind) => cpuMilliseconds(one, kind));
    return row([one.name, Math.round(ratePerSecond(one)), ...cpu]);
  });
  const [without = 0, withEntry = 0] = series.map((one) => cpuSeconds(one, "postgresCpuSeconds"));
  return `# The audit log

Made by \`npm run bench:audit\`: \`POST /org-units\` with its entry, and with an empty function in place of \`write_audit_entries\`, taking turns; then the sealing of ${sealing.rows} entries, with signing and reading them again.

${describeMachine(await serverVersion(site.owner))
  .map((fact) => `- ${fact}`)
  .join("\n")}

${table(["POST /org-units", "requests/s", "CPU ms, server", "CPU ms, Postgres"], rows)}

Postgres with the entry ÷ without: ${(withEntry / without).toFixed(2)}, wanted ≤ ${WANTED}. Sealing an entry: ${sealing.postgres} µs of Postgres and ${sealing.node} µs of Node; ${sealing.perSecond} entries/s.
`;
}

/** Measures what an audit entry costs, and prints it. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { rounds: text, seconds: text, smoke: flag, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  const settings = values.smoke
    ? { rounds: 1, extent: { amount: 8 }, warmUp: 8 }
    : { rounds: Number(values.rounds ?? 6), extent: { duration: Number(values.seconds ?? 4) }, warmUp: 5_000 };
  await onSite(async (site) => {
    const page = await benchOn(site, settings);
    process.stdout.write(`${page}\n`);
    if (args.length === 0) writePage("audit", page);
  });
}
