import { startWaitCounter, type WaitCounter } from "@/testing/waits";
import { assertSameAnswers } from "./agreement";
import { drive, type Sample } from "./load";
import { type Operation, operations } from "./operations";
import type { Measured, RoundTrips } from "./report";
import { removeCreatedUnits, type Tenant } from "./seed";
import type { Settings } from "./settings";
import type { Site } from "./site";
import { type Database, startBareNext, startOurs, startOursUnderNext, startReference, type Target } from "./targets";

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

type Start = (database: Database) => Promise<Target>;

async function onTargets<T>(database: Database, starts: Start[], work: (targets: Target[]) => Promise<T>): Promise<T> {
  const targets: Target[] = [];
  try {
    for (const start of starts) targets.push(await start(database));
    return await work(targets);
  } finally {
    await stopAll(targets);
  }
}

type Parts<M> = {
  /** The servers that are compared, and others that are only measured. */
  starts: Start[];
  others: Start[];
  measured: (targets: Target[]) => Promise<M[]>;
  counted: (counter: WaitCounter, targets: Target[]) => Promise<RoundTrips[][]>;
};

/**
 * Measures servers, and then counts the round trips of the compared ones on others behind a relay. A smoke run does both on
 * the servers behind the relay: it takes no times, and a start costs more than its requests.
 */
export async function measureAndCount<M extends Measured>(
  { database, settings: { isSmoke } }: { database: Database; settings: { isSmoke: boolean } },
  { starts, others, measured, counted }: Parts<M>,
): Promise<M[]> {
  const counter = await startWaitCounter(database.appUrl);
  const { appUrl, ownerUrl } = database;
  const relayed = { ...database, appUrl: counter.through(appUrl), ownerUrl: counter.through(ownerUrl) };
  const count = async (targets: Target[], results: M[]): Promise<M[]> => {
    progress("database round trips");
    const counts = await counted(counter, targets);
    return results.map((result, index) => ({ ...result, roundTrips: counts[index] ?? [] }));
  };
  try {
    if (isSmoke) return await onTargets(relayed, starts, async (targets) => count(targets, await measured(targets)));
    const results = await onTargets(database, [...starts, ...others], measured);
    return await onTargets(relayed, starts, (targets) => count(targets, results));
  } finally {
    counter.close();
  }
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

/** Mean round trips and packets per request of each operation, on servers behind the counting relay. */
async function countRoundTrips(bench: Bench, counter: WaitCounter, targets: Target[]): Promise<RoundTrips[][]> {
  const { settings, postgresPid, owner } = bench;
  const count = async (target: Target, { operation, tenants, warmUp }: Chosen): Promise<RoundTrips> => {
    const load = { target, operation, tenants, connections: settings.connections, postgresPid };
    const amount = Math.min(warmUp, settings.roundTripRequests);
    await drive(load, { amount: Math.min(200, amount) }); // connects and prepares
    counter.take();
    await drive(load, { amount });
    const { waits, packets } = counter.take();
    return { name: target.name, roundTrips: waits.length / amount, packets: packets / amount };
  };
  const counted: RoundTrips[][] = [];
  for (const chosen of chosenOperations(bench)) {
    const row: RoundTrips[] = [];
    for (const target of targets) row.push(await count(target, chosen));
    counted.push(row);
  }
  await removeCreatedUnits(owner);
  return counted;
}

async function measureAll(bench: Bench, targets: Target[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const chosen of chosenOperations(bench)) {
    progress(chosen.operation.title);
    const series = await measureOperation(bench, targets, chosen);
    measured.push({ operation: chosen.operation, series, roundTrips: [] });
  }
  return measured;
}

/** Starts the servers, warms them up, and measures each operation in rounds, the servers taking turns. */
export function measure(bench: Bench): Promise<Measured[]> {
  return measureAndCount(bench, {
    starts: [startOurs, startReference],
    others: [startBareNext, startOursUnderNext],
    measured: (targets) => measureAll(bench, targets),
    counted: (counter, targets) => countRoundTrips(bench, counter, targets),
  });
}
