import { assertSameAnswers } from "@/bench/agreement";
import { drive, type Sample } from "@/bench/load";
import { measureAndCount, progress } from "@/bench/measure";
import type { Measured, RoundTrips } from "@/bench/report";
import { type Database, startBareNext, startOurs, startReference, type Target } from "@/bench/targets";
import type { WaitCounter } from "@/testing/waits";
import { type LeadsOperation, leadsOperations } from "./operations";
import type { SeededUnit } from "./seed";
import type { LeadsSettings } from "./settings";

/** A running, seeded database. */
export type Site = { unit: SeededUnit; database: Database; postgresPid: number };

/** One operation's results; a list's series ends with ours at a tenth of the data. */
export type LeadsMeasured = Measured & { operation: LeadsOperation };

/** The name of ours at a tenth of the data. */
export const TENTH = "ours at a tenth";

type Driven = { target: Target; operation: LeadsOperation; site: Site };

// Each prepares one request, so there are as many cursors or first bodies.
const tenantsIn = ({ isSmoke }: LeadsSettings) => (isSmoke ? 2 : 64);

const startLeadsReference = (database: Database) => startReference(database, "leads/reference-server.js");

function load({ target, operation, site }: Driven, settings: LeadsSettings) {
  const tenants = Array.from({ length: tenantsIn(settings) }, () => site.unit.tenant);
  const { connections = settings.connections } = operation;
  return { target, operation, tenants, connections, postgresPid: site.postgresPid };
}

/** A round of the operation; the bare handler's is timed, because it answers a batch without reading it. */
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

/** Mean round trips and packets per request of each operation, for ours and (a) behind the counting relay. */
async function countRoundTrips(
  site: Site,
  settings: LeadsSettings,
  counter: WaitCounter,
  targets: Target[],
): Promise<RoundTrips[][]> {
  const count = async (driven: Driven): Promise<RoundTrips> => {
    const amount = Math.min(driven.operation.warmUp, settings.roundTripRequests);
    await drive(load(driven, settings), { amount }); // connects and prepares
    counter.take();
    await drive(load(driven, settings), { amount });
    const { waits, packets } = counter.take();
    return { name: driven.target.name, roundTrips: waits.length / amount, packets: packets / amount };
  };
  const counted: RoundTrips[][] = [];
  for (const operation of leadsOperations(site.unit, settings)) {
    const row: RoundTrips[] = [];
    for (const target of targets) row.push(await count({ target, operation, site }));
    counted.push(row);
  }
  return counted;
}

async function measureAll(full: Site, tenth: Site, settings: LeadsSettings, targets: Target[]) {
  const small = { ...(await startOurs(tenth.database)), name: TENTH };
  const measured: LeadsMeasured[] = [];
  try {
    const smaller = leadsOperations(tenth.unit, settings);
    for (const [index, operation] of leadsOperations(full.unit, settings).entries()) {
      progress(operation.title);
      const atFullSize = targets.map((target) => ({ target, operation, site: full }));
      const same = smaller[index];
      const lists = same && same.events === 0 ? [{ target: small, operation: same, site: tenth }] : [];
      await assertSameAnswers(
        targets.slice(0, 2),
        operation,
        load({ target: small, operation, site: full }, settings).tenants,
      );
      measured.push({ operation, series: await measureOperation([...atFullSize, ...lists], settings), roundTrips: [] });
    }
    return measured;
  } finally {
    await small.stop();
  }
}

/** Measures ours, (a) and (b) in rounds, taking turns; for lists also ours on the database with a tenth of the data. */
export function measureLeads(full: Site, tenth: Site, settings: LeadsSettings): Promise<LeadsMeasured[]> {
  return measureAndCount(
    { database: full.database, settings },
    {
      starts: [startOurs, startLeadsReference],
      others: [startBareNext],
      measured: (targets) => measureAll(full, tenth, settings, targets),
      counted: (counter, targets) => countRoundTrips(full, settings, counter, targets),
    },
  );
}
