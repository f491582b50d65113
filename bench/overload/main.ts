import { fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import type { LoadRequest } from "autocannon";
import { drive } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { inTurns, mixed } from "@/bench/mixed";
import { percentile, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { onSite, type Site } from "@/bench/site";
import { startOurs } from "@/bench/targets";
import type { Offered, Task } from "./offer";

const USAGE = `Usage: npm run bench:overload -- [--smoke] [--rate 5000] [--seconds 10]
With any option the page is only printed, and docs/bench/overload.md stays as it is.
`;
const ORGANIZATIONS = 100;
const WARM_UP_REQUESTS = 5_000;
const MOST_P99_MILLISECONDS = 250;

type Settings = { rate: number; seconds: number; warmUp: number; writesReport: boolean };

function readSettings(args: string[]): Settings | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { rate: text, seconds: text, smoke: flag, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  if (values.smoke) return { rate: 50, seconds: 1, warmUp: 22, writesReport: false };
  const [rate, seconds] = [Number(values.rate ?? 5_000), Math.min(60, Number(values.seconds ?? 10))];
  return { rate, seconds, warmUp: WARM_UP_REQUESTS, writesReport: args.length === 0 };
}

function rawText({ method, path, headers, body = "" }: LoadRequest): string {
  const all = { host: "127.0.0.1", ...headers, ...(body && { "content-length": String(Buffer.byteLength(body)) }) };
  const lines = Object.entries(all).map((header) => header.join(": "));
  return [`${method} ${path} HTTP/1.1`, ...lines, "", body].join("\r\n");
}

/** The raw requests to send; each creation has a name of its own. */
function requestsFor(tenants: Tenant[], count: number): string[] {
  return Array.from({ length: count }, (_, nth) => {
    const tenant = tenants[nth % tenants.length] as Tenant;
    return rawText(mixed.request(tenant, nth));
  });
}

// A process in a session of its own: nothing delays what is due, and the scheduler gives it no part of the server's time.
function offer(task: Task): Promise<Offered> {
  const child = fork(path.resolve("dist/bench/overload/offer.js"), { detached: true, serialization: "advanced" });
  process.once("exit", () => child.kill());
  child.send(task);
  return new Promise((resolve, reject) => {
    child.once("message", (offered) => resolve(offered as Offered)).once("error", reject);
    child.once("exit", () => reject(new Error("the client ended without a result")));
  });
}

function report({ milliseconds, unsent }: Offered, { rate, seconds }: Settings, facts: string[]): string {
  const named = (status: number) => {
    if (status === 503) return "503";
    if (status === 0) return "no answer";
    return status < 300 ? "accepted" : String(status);
  };
  const byName = new Map<string, number[]>();
  for (const [status, times] of milliseconds)
    byName.set(named(status), [...(byName.get(named(status)) ?? []), ...times]);
  const rows = [...byName].sort().map(([name, times]) => {
    const percentiles = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(1));
    return row([name, times.length, Math.round(times.length / seconds), ...percentiles]);
  });
  const p99 = percentile(byName.get("accepted") ?? [], 0.99);
  const short = [
    ...(p99 <= MOST_P99_MILLISECONDS
      ? []
      : [`- p99 of accepted requests: ${p99.toFixed(0)} ms, wanted ≤ ${MOST_P99_MILLISECONDS}`]),
    ...(byName.has("no answer") ? [`- ${byName.get("no answer")?.length} requests got no answer`] : []),
    ...(unsent > 0 ? [`- ${unsent} requests were not sent, because the client had no connection left`] : []),
  ];
  return `# More than it can do

Made by \`npm run bench:overload\`: a client offers ${rate} requests/s for ${seconds} s, whatever becomes of those before; of eleven, seven read, three write and one ingests an event. They come from ${ORGANIZATIONS} organizations, and each is timed from the moment it is due. The client is a process of its own on the same machine, so what it takes, the server lacks. Wanted: accepted requests keep p99 ≤ ${MOST_P99_MILLISECONDS} ms, and the others get 503 at once.

${facts.map((fact) => `- ${fact}`).join("\n")}

${table(["answer", "requests", "a second", "p50 ms", "p95 ms", "p99 ms", "most ms"], rows)}

Short of what is wanted:

${short.join("\n") || "- nothing in this run"}
`;
}

async function benchOn(site: Site, settings: Settings): Promise<void> {
  const sizes = { members: 25, units: 5 };
  const tenants = await seedBench(site.database.ownerUrl, { organizations: ORGANIZATIONS, small: sizes, big: sizes });
  const target = await startOurs(site.database);
  try {
    const load = { target, operation: mixed, tenants: inTurns(tenants), connections: 8, postgresPid: site.postgresPid };
    await drive(load, { amount: settings.warmUp });
    const facts = describeMachine(await serverVersion(site.owner));
    const requests = requestsFor(tenants, settings.rate * settings.seconds);
    const { rate: perSecond, seconds } = settings;
    const offered = await offer({ port: Number(new URL(target.url).port), requests, perSecond, seconds });
    const page = report(offered, settings, facts);
    process.stdout.write(`${page}\n`);
    if (settings.writesReport) writePage("overload", page);
  } finally {
    await target.stop();
  }
}

/** Offers the server more requests than it can answer, and prints how it copes. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (settings) await onSite((site) => benchOn(site, settings));
}
