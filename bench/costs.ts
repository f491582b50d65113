import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { openCollector } from "@/testing/collector";
import { drive, type Sample } from "./load";
import { type Bench, extentOf, progress, stopAll } from "./measure";
import { type Operation, operations } from "./operations";
import { cpuMilliseconds, type Measured, ratePerSecond, ratio, row, table } from "./report";
import { removeCreatedUnits, type Tenant } from "./seed";
import { startOurs, type Target } from "./targets";

const READ = "GET /org-units";
const WRITE = "POST /org-units";

/** The same operation, each request with a key of its own. */
function withKeys(operation: Operation): Operation {
  return {
    ...operation,
    request(tenant, index) {
      const request = operation.request(tenant, index);
      const keyed = { ...request.headers, "idempotency-key": randomUUID() };
      return {
        ...request,
        headers: keyed,
        setupRequest: (next) => ({
          ...(request.setupRequest?.(next) ?? next),
          headers: { ...keyed, "idempotency-key": randomUUID() },
        }),
      };
    },
  };
}

/** The same tenants, each with another token of the same member that has only the scopes that the two operations need. */
async function withScopes(owner: Sql, tenants: Tenant[]): Promise<Tenant[]> {
  const scoped = tenants.map((tenant) => ({ ...tenant, token: mintToken() }));
  const hashes = scoped.map(({ token }) => tokenHash(token));
  await owner`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash, scopes)
    select org_id, 'tok_scoped', org_member_id, 'scoped', hash, '{read,admin}'
      from unnest(${tenants.map(({ orgId }) => orgId)}::text[], ${hashes}::text[]) as given (org_id, hash)
      join personal_access_tokens using (org_id)`;
  await owner`analyze personal_access_tokens`;
  return scoped;
}

type Variant = {
  name: string;
  target: Target;
  tenants: Tenant[];
  of?: (operation: Operation) => Operation;
  titles?: string[];
};

async function variantsOf(
  { database, owner, tenants: all, settings: { isSmoke } }: Bench,
  started: Target[],
  collectorUrl: string,
): Promise<Variant[]> {
  const [off, on, tracing] = [
    { RATE_LIMITS: "off" },
    { RATE_LIMITS: "on" },
    { OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl },
  ];
  // A smoke run takes no times, so one server can have both guards.
  for (const env of isSmoke ? [off, { ...on, ...tracing }] : [off, on, { ...off, ...tracing }]) {
    started.push(await startOurs(database, { env }));
  }
  const [unlimited, limited, traced = limited] = started as [Target, Target, Target?];
  const tenants = all.slice(1);
  return [
    { name: "nothing", target: unlimited, tenants },
    { name: "rate limits", target: limited, tenants },
    { name: "traces of 5 %", target: traced, tenants },
    { name: "a token with two scopes of four", target: unlimited, tenants: await withScopes(owner, tenants) },
    { name: "an Idempotency-Key", target: unlimited, tenants, of: withKeys, titles: [WRITE] },
  ];
}

/** Measures a read and a write without and with each thing that guards requests, taking turns. */
export async function measureCosts(bench: Bench): Promise<Measured[]> {
  const { settings, postgresPid, owner } = bench;
  const started: Target[] = [];
  const collector = await openCollector();
  try {
    const variants = await variantsOf(bench, started, collector.url);
    const measured: Measured[] = [];
    for (const operation of operations.filter(({ title }) => title === READ || title === WRITE)) {
      progress(`costs: ${operation.title}`);
      const loads = variants
        .filter(({ titles = [READ, WRITE] }) => titles.includes(operation.title))
        .map(({ of = (same: Operation) => same, ...variant }) => {
          const load = { ...variant, operation: of(operation), postgresPid, connections: settings.connections };
          return { ...load, samples: [] as Sample[] };
        });
      for (const load of loads) await drive(load, { amount: settings.warmUpRequests });
      for (let round = 0; round < settings.rounds; round += 1) {
        for (const load of loads) {
          await removeCreatedUnits(owner);
          load.samples.push(await drive(load, extentOf(operation, settings)));
        }
      }
      await removeCreatedUnits(owner);
      measured.push({ operation, series: loads, roundTrips: [] });
    }
    return measured;
  } finally {
    await stopAll(started);
    collector.close();
  }
}

/** The table of costs as Markdown; the first series of each operation has no guard. */
export function renderCosts(measured: Measured[]): string {
  const rows = measured.flatMap(({ operation, series: [without, ...others] }) =>
    others.map((one) => {
      const more = (kind: "serverCpuSeconds" | "postgresCpuSeconds") =>
        without ? (Number(cpuMilliseconds(one, kind)) - Number(cpuMilliseconds(without, kind))).toFixed(3) : "–";
      const perSecond = Math.round(ratePerSecond(one));
      const extra = [more("serverCpuSeconds"), more("postgresCpuSeconds")];
      return row([operation.title, one.name, perSecond, ratio(one, without), ...extra]);
    }),
  );
  const heads = ["operation", "with", "requests/s", "÷ without", "CPU ms more, server", "CPU ms more, Postgres"];
  return [
    "## What guards cost\n",
    "A read and a write of ours with one guard added, beside the same without it (`RATE_LIMITS=off`, no traces, a token with every scope, no key), taking turns.\n",
    `${table(heads, rows)}\n`,
  ].join("\n");
}
