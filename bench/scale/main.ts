import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { drive } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { progress, stopAll } from "@/bench/measure";
import { type Operation, operations } from "@/bench/operations";
import { percentile, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { serverVersion } from "@/bench/server-version";
import { anotherDatabase, POOL_SIZE, type Site } from "@/bench/site";
import { startOurs, type Target } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { type Held, seedScale } from "./seed";

const USAGE = `Usage: npm run bench:scale -- [--organizations 100000] [--folder DIR] [--seconds 2] [--rounds 4] [--seed]
--folder keeps the databases there, or uses them again; --seed only fills them.
With any option the page is only printed, and docs/bench/scale.md stays as it is, unless --write says otherwise.
`;
const SMALL = 100;
const CONNECTIONS = 4;
const MOST = 1.5;
// The database is thrown away, so nothing waits for its disk while it is filled.
const POSTGRES = {
  shared_buffers: "1GB",
  max_wal_size: "8GB",
  fsync: "off",
  synchronous_commit: "off",
  autovacuum: "off",
};

const list = { who: "small", status: 200, wanted: {} } as const;
const reads: Operation[] = [
  ...operations
    .filter(({ who, status }) => who === "small" && status === 200)
    .map((operation) => ({ ...operation, leastCharacters: 200 })), // with three OUs answers are shorter
  {
    ...list,
    title: "GET /members?search=",
    request: (tenant) => ({
      method: "GET",
      path: "/members?search=grace&limit=25",
      headers: { authorization: `Bearer ${tenant.token}` },
    }),
    leastCharacters: 200,
  },
];

function readSettings(args: string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    organizations: text,
    folder: text,
    seconds: text,
    rounds: text,
    seed: flag,
    write: flag,
    smoke: flag,
  };
  const { values } = parseArgs({ args, options: { ...options, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  const smoke = { organizations: 300, seconds: 0.2, rounds: 1, warmUp: 20 };
  const full = {
    organizations: Number(values.organizations ?? 100_000),
    seconds: Number(values.seconds ?? 2),
    rounds: Number(values.rounds ?? 4),
    warmUp: 1_000,
  };
  const { folder, seed: onlySeeds = false, write = args.length === 0 } = values;
  return { ...(values.smoke ? smoke : full), folder, onlySeeds, write };
}

type Settings = Exclude<ReturnType<typeof readSettings>, void>;
type Side = Awaited<ReturnType<typeof seedScale>> & { target: Target };
type Measured = { operation: Operation; small: number[]; full: number[] };

async function measure([small, full]: [Side, Side], postgresPid: number, settings: Settings): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const operation of reads) {
    progress(operation.title);
    const once = async ({ target, tenants }: Side, extent: { amount: number } | { duration: number }) =>
      (await drive({ target, operation, tenants, connections: CONNECTIONS, postgresPid }, extent))
        .latenciesMilliseconds;
    for (const side of [small, full]) await once(side, { amount: settings.warmUp });
    const times: Measured = { operation, small: [], full: [] };
    for (let round = 0; round < settings.rounds; round += 1) {
      times.small.push(...(await once(small, { duration: settings.seconds })));
      times.full.push(...(await once(full, { duration: settings.seconds })));
    }
    measured.push(times);
    progress(rowOf(times));
  }
  return measured;
}

const count = (number: number) => number.toLocaleString("en");
const holding = ({ organizations, members, memberships, bytes }: Held) =>
  `${count(organizations)} organizations, ${count(members)} members, ${count(memberships)} memberships, ${(bytes / 2 ** 30).toFixed(1)} GiB`;

function rowOf({ operation, small, full }: Measured): string {
  const times = [0.5, 0.95].flatMap((share) => [percentile(small, share), percentile(full, share)]);
  const ratio = percentile(full, 0.95) / percentile(small, 0.95);
  return row([operation.title, ...times.map((time) => time.toFixed(2)), ratio.toFixed(2)]);
}

function render(measured: Measured[], small: Held, full: Held, facts: string[], settings: Settings): string {
  const heads = ["operation", "p50 small", "p50 full", "p95 small", "p95 full", `p95 full / small, wanted ≤ ${MOST}`];
  return `# Many organizations

Made by \`npm run bench:scale\`: the same requests to a small and to a full database in one PostgreSQL, ${CONNECTIONS} connections, ${settings.rounds} rounds of ${settings.seconds} s for each, taking turns. Requests to the full one rotate over organizations that are spread over all of it. Times are in milliseconds.

${facts.map((fact) => `- ${fact}`).join("\n")}
- small: ${holding(small)}
- full: ${holding(full)}
- Postgres with ${Object.entries(POSTGRES)
    .map((setting) => setting.join("="))
    .join(", ")}

${table(heads, measured.map(rowOf))}
`;
}

async function benchOn(site: Site, settings: Settings): Promise<void> {
  const { owner, database } = site;
  const [found] = await owner`select from pg_database where datname = 'small'`;
  const other = found ? smallIn(site) : await anotherDatabase(site, "small");
  const targets: Target[] = [];
  try {
    const open = async (place: Site["database"], organizations: number): Promise<Side> => {
      await migrateDatabase(place);
      const seeded = await seedScale(place.ownerUrl, organizations);
      if (!settings.onlySeeds) targets.push(await startOurs(place));
      return { ...seeded, target: targets.at(-1) as Target };
    };
    const small = await open(other, Math.min(SMALL, settings.organizations));
    const full = await open(database, settings.organizations);
    progress(holding(full.held));
    if (settings.onlySeeds) return;
    const measured = await measure([small, full], site.postgresPid, settings);
    const facts = describeMachine(await serverVersion(owner));
    const page = render(measured, small.held, full.held, facts, settings);
    process.stdout.write(`${page}\n`);
    if (settings.write) writePage("scale", page);
  } finally {
    await stopAll(targets);
  }
}

function smallIn({ database }: Site): Site["database"] {
  const at = (url: string) => Object.assign(new URL(url), { pathname: "/small" }).href;
  return { ...database, ownerUrl: at(database.ownerUrl), appUrl: at(database.appUrl) };
}

/** Compares small reads from a database with many organizations with those from a small one. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (!settings) return;
  const work = async (folder: string) => {
    const dataDirectory = path.join(folder, "data");
    const embedded = await startEmbeddedPostgres({ dataDirectory, purpose: "server", settings: POSTGRES });
    const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const { ownerUrl, appUrl } = embedded;
      await benchOn({ owner, database: { ownerUrl, appUrl, poolSize: POOL_SIZE, folder }, postgresPid: 0 }, settings);
    } finally {
      await owner.end({ timeout: 1 });
      await embedded.stop(60);
    }
  };
  await (settings.folder ? work(settings.folder) : inTemporaryFolder(work));
}
