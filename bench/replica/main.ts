import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { drive, type Sample } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { progress, stopAll } from "@/bench/measure";
import { type Operation, operations } from "@/bench/operations";
import { cpuMilliseconds, ratePerSecond, row, type Series, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { POOL_SIZE } from "@/bench/site";
import { startOurs, type Target } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { startNode, startStandby } from "@/testing/standby";

const USAGE = `Usage: npm run bench:replica -- [--smoke] [--rounds 4] [--seconds 2]
With any option the page is only printed, and docs/bench/replica.md stays as it is.
`;
const SIZES = { organizations: 100, small: { members: 25, units: 5 }, big: { members: 5_000, units: 50 } };
const CONNECTIONS = 8;
const TITLES = ["GET /org-units", "GET /members (25)", "GET /members (25 of 5,000)"];

type Settings = { rounds: number; seconds: number; warmUp: number; write: boolean };
type Measured = { operation: Operation; series: [Series, Series] };

function readSettings(args: string[]): Settings | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { rounds: text, seconds: text, smoke: flag, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  if (values.smoke) return { rounds: 1, seconds: 0.2, warmUp: 10, write: false };
  const [rounds, seconds] = [Number(values.rounds ?? 4), Number(values.seconds ?? 2)];
  return { rounds, seconds, warmUp: 800, write: args.length === 0 };
}

/** Measures both servers in turns; CPU of Postgres is that of the primary alone. */
async function measure(targets: Target[], tenants: Tenant[], postgresPid: number, settings: Settings) {
  const measured: Measured[] = [];
  for (const operation of operations.filter(({ title }) => TITLES.includes(title))) {
    progress(operation.title);
    const asked = operation.who === "big" ? tenants.slice(0, 1) : tenants.slice(1);
    const load = { operation, tenants: asked, connections: CONNECTIONS, postgresPid };
    const series = targets.map(({ name }) => ({ name, samples: [] as Sample[] }));
    for (const target of targets) await drive({ ...load, target }, { amount: settings.warmUp });
    for (let round = 0; round < settings.rounds; round += 1) {
      for (const [index, target] of targets.entries()) {
        series[index]?.samples.push(await drive({ ...load, target }, { duration: settings.seconds }));
      }
    }
    measured.push({ operation, series: series as [Series, Series] });
  }
  return measured;
}

function render(measured: Measured[], facts: string[]): string {
  const rows = measured.map(({ operation, series: [alone, helped] }) => {
    const cpu = (series: Series) => cpuMilliseconds(series, "postgresCpuSeconds");
    const rates = [alone, helped].map((series) => Math.round(ratePerSecond(series)));
    return row([operation.title, ...rates, cpu(alone), cpu(helped)]);
  });
  const heads = ["operation", "requests/s alone", "with a replica", "primary's CPU ms alone", "with a replica"];
  return `# A read replica

Made by \`npm run bench:replica\`: \`npm start\` on a primary alone, and with a streaming replica on the same machine, taking turns. The cores are the same, so what can be seen is how much of a read leaves the primary: its CPU for each request.

${facts.map((fact) => `- ${fact}`).join("\n")}

${table(heads, rows)}
`;
}

/** Compares reads with and without a replica. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (!settings) return;
  await inTemporaryFolder(async (folder) => {
    const [data, copy] = [path.join(folder, "data"), path.join(folder, "copy")];
    const embedded = await startEmbeddedPostgres({ dataDirectory: data, purpose: "server" });
    await migrateDatabase(embedded);
    const tenants = await seedBench(embedded.ownerUrl, SIZES);
    await embedded.stop();
    const nodes = [await startNode(data)];
    const targets: Target[] = [];
    try {
      const [primary] = nodes as [(typeof nodes)[0]];
      fs.mkdirSync(copy);
      const replica = await startStandby(primary, copy, "replica");
      nodes.push(replica);
      const { ownerUrl, appUrl } = primary;
      const place = { ownerUrl, appUrl, poolSize: POOL_SIZE, folder };
      targets.push(await startOurs(place), await startOurs(place, { env: { DATABASE_REPLICA_URL: replica.appUrl } }));
      const measured = await measure(targets, tenants, primary.pid(), settings);
      const owner = postgres(ownerUrl, { max: 1 });
      const page = render(measured, describeMachine(await serverVersion(owner)));
      await owner.end();
      process.stdout.write(`${page}\n`);
      if (settings.write) writePage("replica", page);
    } finally {
      await stopAll(targets);
      for (const node of nodes.reverse()) await node.stop();
    }
  });
}
