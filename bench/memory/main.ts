import fs from "node:fs";
import { parseArgs } from "node:util";
import { drive } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { inTurns, mixed } from "@/bench/mixed";
import { visit } from "@/bench/pages";
import { percentile, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { removeCreatedUnits, seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { seedSession } from "@/bench/session";
import { onSite, type Site } from "@/bench/site";
import { startOurs } from "@/bench/targets";

const USAGE = `Usage: npm run bench:memory -- [--smoke] [--requests 2000000]
With any option the page is only printed, and docs/bench/memory.md stays as it is.
`;
const SIZES = { organizations: 100, small: { members: 25, units: 5 }, big: { members: 5_000, units: 50 } };
const CONNECTIONS = 8;
const PAGES = 0.01; // of the requests
const MOST_DEVIATION = 0.1;

type Settings = { requests: number; intervals: number; writesReport: boolean };
type Interval = { requests: number; perSecond: number; megabytes: number };

function readSettings(args: string[]): Settings | undefined {
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { requests: { type: "string" }, smoke: flag, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  if (values.smoke) return { requests: 80, intervals: 2, writesReport: false };
  const requests = Math.min(100_000_000, Number(values.requests ?? 2_000_000));
  return { requests, intervals: 20, writesReport: args.length === 0 };
}

/** The memory that a process has, in MB. */
function residentMegabytes(pid: number): number {
  const resident = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(resident?.[1]) / 1024;
}

async function measure(site: Site, { requests, intervals: count }: Settings): Promise<Interval[]> {
  const [big, ...small] = await seedBench(site.database.ownerUrl, SIZES);
  const target = await startOurs(site.database);
  try {
    const page = visit("members", "/dashboard/members", await seedSession(site.owner, big as Tenant));
    const load = { target, connections: CONNECTIONS, postgresPid: site.postgresPid };
    const each = Math.ceil(requests / count);
    const pages = Math.max(CONNECTIONS, Math.ceil(each * PAGES));
    const intervals: Interval[] = [];
    for (let nth = 1; nth <= count; nth += 1) {
      const some = await drive({ ...load, operation: mixed, tenants: inTurns(small) }, { amount: each - pages });
      const visits = await drive({ ...load, operation: page, tenants: [big as Tenant] }, { amount: pages });
      await removeCreatedUnits(site.owner); // else answers would grow
      const perSecond = (some.requests + visits.requests) / (some.seconds + visits.seconds);
      intervals.push({ requests: nth * each, perSecond, megabytes: residentMegabytes(target.pid) });
      process.stderr.write(`${nth * each} requests: ${intervals.at(-1)?.megabytes.toFixed(0)} MB\n`);
    }
    return intervals;
  } finally {
    await target.stop();
  }
}

function report(intervals: Interval[], facts: string[]): string {
  const rows = intervals.map(({ requests, perSecond, megabytes }) =>
    row([requests.toLocaleString("en"), Math.round(perSecond), megabytes.toFixed(0)]),
  );
  const warm = intervals.slice(Math.round(intervals.length / 10)).map(({ megabytes }) => megabytes);
  const usual = percentile(warm, 0.5);
  const [least, most] = [Math.min(...warm), Math.max(...warm)];
  const isFlat = most <= usual * (1 + MOST_DEVIATION) && least >= usual * (1 - MOST_DEVIATION);
  const percent = (megabytes: number) => `${(100 * (megabytes / usual - 1)).toFixed(1)} %`;
  return `# Memory over many requests

Made by \`npm run bench:memory\`: a mixed load from ${SIZES.organizations - 1} organizations over ${CONNECTIONS} connections (of eleven requests seven read, three write and one ingests an event), and one request in a hundred for the page of 5,000 members. RSS of the server's process after each interval; wanted: flat, within ±${MOST_DEVIATION * 100} % once the first tenth has warmed it up.

${facts.map((fact) => `- ${fact}`).join("\n")}

${table(["requests", "requests/s", "RSS MB"], rows)}

After the first tenth: median ${usual.toFixed(0)} MB, least ${percent(least)}, most ${percent(most)}. ${isFlat ? "As wanted." : "Short of what is wanted."}
`;
}

/** Sends the server many requests and prints its memory. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (!settings) return;
  await onSite(async (site) => {
    const facts = describeMachine(await serverVersion(site.owner));
    const page = report(await measure(site, settings), facts);
    process.stdout.write(`${page}\n`);
    if (settings.writesReport) writePage("memory", page);
  });
}
