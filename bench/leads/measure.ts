import { assertSameAnswers } from "@/bench/agreement";
import { startFlightCounter } from "@/bench/round-trips";
import { drive, type Sample } from "@/bench/load";
import { progress, stopAll } from "@/bench/measure";
import type { Flights, Measured } from "@/bench/report";
import { type Database, startBareNext, startOurs, startReference, type Target } from "@/bench/targets";
import { type LeadsOperation, leadsOperations } from "./operations";
import type { SeededUnit } from "./seed";
import type { LeadsSettings } from "./settings";

/** A seeded database that runs. */
export type Site = { unit: SeededUnit; database: Database; postgresPid: number };

/** What one operation did; the list's series has ours at a tenth of the data behind the others. */
export type LeadsMeasured = Measured & { operation: LeadsOperation };

type Driven = { target: Target; operation: LeadsOperation; site: Site };

const TENANTS = 64; // one request prepared for each: as many cursors, or bodies to begin with

const startLeadsReference = (database: Database) => startReference(database, "leads/reference-server.js");

function load({ target, operation, site }: Driven, settings: LeadsSettings) {
  const tenants = Array.from({ length: TENANTS }, () => site.unit.tenant);
  return { target, operation, tenants, connections: settings.connections, postgresPid: site.postgresPid };
}

/** A round of the operation; of the bare handler, which answers a batch without reading it, seconds. */
const roundOf = ({ target, operation }: Driven, { secondsPerRound }: LeadsSettings) =>
  target.path ? { duration: secondsPerRound } : operation.round;

async function measureOperation(driven: Driven[], settings: LeadsSettings) {
  for (const one of driven) await drive(load(one, settings), { amount: one.operation.warmUp });
  const series = driven.map(({ target }) => ({ name: target.name, samples: [] as Sample[] }));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const [index, one] of driven.entries()) {
      series[index]?.samples.push(await drive(load(one, settings), roundOf(one, settings)));
    }
  }
  return series;
}

/** Mean flights and packets a request, of ours and of (a) behind the counting relay; operation by operation. */
async function countFlights(site: Site, settings: LeadsSettings): Promise<Flights[][]> {
  const { appUrl, ownerUrl } = site.database;
  const counter = await startFlightCounter(appUrl);
  const relayed = { ...site.database, appUrl: counter.through(appUrl), ownerUrl: counter.through(ownerUrl) };
  const targets: Target[] = [];
  const count = async (driven: Driven): Promise<Flights> => {
    const amount = Math.min(driven.operation.warmUp, settings.flightRequests);
    await drive(load(driven, settings), { amount }); // connects and prepares
    counter.take();
    await drive(load(driven, settings), { amount });
    const { flights, packets } = counter.take();
    return { name: driven.target.name, flights: flights / amount, packets: packets / amount };
  };
  try {
    for (const start of [startOurs, startLeadsReference]) targets.push(await start(relayed));
    const counted: Flights[][] = [];
    for (const operation of leadsOperations(site.unit, settings)) {
      const row: Flights[] = [];
      for (const target of targets) row.push(await count({ target, operation, site }));
      counted.push(row);
    }
    return counted;
  } finally {
    await stopAll(targets);
    counter.close();
  }
}

/** Loads ours, (a) and (b) in turns, and for lists ours on the database with a tenth of the data, round by round. */
export async function measureLeads(full: Site, tenth: Site, settings: LeadsSettings): Promise<LeadsMeasured[]> {
  const targets: Target[] = [];
  const measured: LeadsMeasured[] = [];
  try {
    for (const start of [startOurs, startLeadsReference, startBareNext]) targets.push(await start(full.database));
    const small = { ...(await startOurs(tenth.database)), name: "ours at a tenth" };
    targets.push(small);
    const smaller = leadsOperations(tenth.unit, settings);
    for (const [index, operation] of leadsOperations(full.unit, settings).entries()) {
      progress(operation.title);
      const beside = targets.slice(0, 3).map((target) => ({ target, operation, site: full }));
      const same = smaller[index];
      const lists = same && same.events === 0 ? [{ target: small, operation: same, site: tenth }] : [];
      await assertSameAnswers(
        targets.slice(0, 2),
        operation,
        load({ target: small, operation, site: full }, settings).tenants,
      );
      measured.push({ operation, series: await measureOperation([...beside, ...lists], settings), flights: [] });
    }
  } finally {
    await stopAll(targets);
  }
  progress("database flights");
  for (const [index, flights] of (await countFlights(full, settings)).entries())
    measured[index]?.flights.push(...flights);
  return measured;
}
