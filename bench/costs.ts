import { randomUUID } from "node:crypto";
import { drive, type Sample } from "./load";
import { type Bench, extentOf, progress, stopAll } from "./measure";
import { type Operation, operations } from "./operations";
import { cpuMilliseconds, type Measured, ratePerSecond, ratio, row, table } from "./report";
import { removeCreatedUnits } from "./seed";
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

type Variant = { name: string; target: Target; of: (operation: Operation) => Operation; titles: string[] };

function variantsOf(unlimited: Target, limited: Target): Variant[] {
  const same = (operation: Operation) => operation;
  return [
    { name: "nothing", target: unlimited, of: same, titles: [READ, WRITE] },
    { name: "rate limits", target: limited, of: same, titles: [READ, WRITE] },
    { name: "an Idempotency-Key", target: unlimited, of: withKeys, titles: [WRITE] },
  ];
}

/** Measures a read and a write without and with each thing that guards requests, taking turns. */
export async function measureCosts({ settings, tenants, postgresPid, database, owner }: Bench): Promise<Measured[]> {
  const started: Target[] = [];
  try {
    for (const limits of ["off", "on"]) started.push(await startOurs(database, { env: { RATE_LIMITS: limits } }));
    const variants = variantsOf(...(started as [Target, Target]));
    const measured: Measured[] = [];
    for (const operation of operations.filter(({ title }) => title === READ || title === WRITE)) {
      progress(`costs: ${operation.title}`);
      const loads = variants
        .filter(({ titles }) => titles.includes(operation.title))
        .map(({ name, target, of }) => {
          const load = { target, operation: of(operation), tenants: tenants.slice(1), postgresPid };
          return { ...load, name, connections: settings.connections, samples: [] as Sample[] };
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
  }
}

/** The costs' table as Markdown; the first series of each operation is without anything. */
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
    "A read and a write of ours with one thing more, beside the same without it (`RATE_LIMITS=off`, no key), taking turns.\n",
    `${table(heads, rows)}\n`,
  ].join("\n");
}
