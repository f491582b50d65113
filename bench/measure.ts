import { startWaitCounter } from "@/testing/waits";
import { assertSameAnswers } from "./agreement";
import { drive, type Sample } from "./load";
import { type Operation, operations } from "./operations";
import type { Measured, RoundTrips } from "./report";
import { removeCreatedUnits, type Tenant } from "./seed";
import type { Settings } from "./settings";
import type { Site } from "./site";
import { startBareNext, startOurs, startOursUnderNext, startReference, type Target } from "./targets";

/** The seeded database and how to load it. */
export type Bench = Site & { settings: Settings; tenants: Tenant[] };

const POSITIONS = 64; // as many requests are prepared for the big organization, each with another cursor

/** Reports progress on stderr. */
export const progress = (text: string) => process.stderr.write(`${text}\n`);

/** The operations chosen on the command line, each with its organizations, its warm-up and the extent of a round. */
export function chosenOperations({ settings, tenants }: Bench) {
  return operations
    .filter(({ title }) => title.includes(settings.only))
    .map((operation) => ({
      operation,
      tenants: operation.who === "big" ? Array<Tenant>(POSITIONS).fill(tenants[0] as Tenant) : tenants.slice(1),
      warmUp: operation.isLong ? settings.longWarmUpRequests : settings.warmUpRequests,
      round: extentOf(operation, settings),
    }));
}

/** How long a round of the operation lasts. */
export function extentOf({ isLong }: Operation, settings: Settings) {
  const amount = isLong ? settings.longRequestsPerRound : settings.requestsPerRound;
  return amount === undefined ? { duration: settings.secondsPerRound } : { amount };
}

type Chosen = ReturnType<typeof chosenOperations>[number];

export async function stopAll(targets: Target[]): Promise<void> {
  await Promise.all(targets.map((target) => target.stop()));
}

async function measureOperation(bench: Bench, targets: Target[], chosen: Chosen) {
  const { settings, postgresPid, owner } = bench;
  const { operation, tenants, warmUp, round: extent } = chosen;
  const load = (target: Target) => ({ target, operation, tenants, connections: settings.connections, postgresPid });
  await assertSameAnswers(
    targets.filter(({ path }) => !path),
    operation,
    tenants,
  );
  for (const target of targets) await drive(load(target), { amount: warmUp });
  const series = targets.map(({ name }) => ({ name, samples: [] as Sample[] }));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const [index, target] of targets.entries()) {
      if (operation.status === 201) await removeCreatedUnits(owner);
      series[index]?.samples.push(await drive(load(target), extent));
    }
  }
  if (operation.status === 201) await removeCreatedUnits(owner);
  return series;
}

/** Mean round trips and packets per request of each operation, on separate servers behind the counting relay. */
async function countRoundTrips(bench: Bench): Promise<RoundTrips[][]> {
  const { settings, postgresPid, database, owner } = bench;
  const counter = await startWaitCounter(database.appUrl);
  const { appUrl, ownerUrl } = database;
  const relayed = { ...database, appUrl: counter.through(appUrl), ownerUrl: counter.through(ownerUrl) };
  const targets: Target[] = [];
  const count = async (target: Target, { operation, tenants, warmUp }: Chosen): Promise<RoundTrips> => {
    const load = { target, operation, tenants, connections: settings.connections, postgresPid };
    const amount = Math.min(warmUp, settings.roundTripRequests);
    await drive(load, { amount: Math.min(200, amount) }); // connects and prepares
    counter.take();
    await drive(load, { amount });
    const { waits, packets } = counter.take();
    return { name: target.name, roundTrips: waits.length / amount, packets: packets / amount };
  };
  try {
    for (const start of [startOurs, startReference]) targets.push(await start(relayed));
    const counted: RoundTrips[][] = [];
    for (const chosen of chosenOperations(bench)) {
      const row: RoundTrips[] = [];
      for (const target of targets) row.push(await count(target, chosen));
      counted.push(row);
    }
    await removeCreatedUnits(owner);
    return counted;
  } finally {
    await stopAll(targets);
    counter.close();
  }
}

/** Starts the servers, warms them up, and measures each operation in rounds, the servers taking turns. */
export async function measure(bench: Bench): Promise<Measured[]> {
  const { database } = bench;
  const targets: Target[] = [];
  const measured: Measured[] = [];
  try {
    const underNext = bench.settings.isSmoke ? [] : [startBareNext, startOursUnderNext];
    for (const start of [startOurs, startReference, ...underNext]) {
      targets.push(await start(database));
    }
    for (const chosen of chosenOperations(bench)) {
      progress(chosen.operation.title);
      measured.push({
        operation: chosen.operation,
        series: await measureOperation(bench, targets, chosen),
        roundTrips: [],
      });
    }
  } finally {
    await stopAll(targets);
  }
  progress("database round trips");
  for (const [index, roundTrips] of (await countRoundTrips(bench)).entries())
    measured[index]?.roundTrips.push(...roundTrips);
  return measured;
}
