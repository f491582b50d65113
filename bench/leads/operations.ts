import type { LoadRequest } from "autocannon";
import type { Operation } from "@/bench/operations";
import type { SeededUnit } from "./seed";
import { EVENT_TYPES, emailOf } from "./seed-unit";
import type { LeadsSettings } from "./settings";

/** An operation on the measured OU, with its warm-up and the extent of a round. */
export type LeadsOperation = Operation & {
  warmUp: number;
  round: { duration: number } | { amount: number };
  /** How many connections it has, if not as many as the others. */
  connections?: number;
  /** How many events a request sends. Lists send none, and are also measured at a tenth of the data. */
  events: number;
};

const BATCH = 1000;
const CROWD = 32;

let state = 1;
// A linear congruential generator (Numerical Recipes'): the same events in every run.
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

let newcomers = 0;

// One in twenty is about somebody new; the others are about people from anywhere in the OU.
function event(leads: number) {
  const email = random(20) === 0 ? `new.${++newcomers}@lead.test` : emailOf(1 + random(leads));
  return {
    event_type: EVENT_TYPES[random(EVENT_TYPES.length)],
    aliases: [{ alias_kind: "email", raw_value: email }],
    timestamp: new Date(Date.now() - random(3_600_000)).toISOString(),
    metadata: { page: `/pricing/${random(100)}`, visit: random(20) },
  };
}

const oneEvent = (leads: number) => JSON.stringify(event(leads));
const batch = (leads: number) => JSON.stringify(Array.from({ length: BATCH }, () => event(leads)));

/** The operations chosen on the command line, for this OU. */
export function leadsOperations(unit: SeededUnit, settings: LeadsSettings): LeadsOperation[] {
  const { tenant, unitId, leads, cursors } = unit;
  const headers = { authorization: `Bearer ${tenant.token}`, "x-active-ou-id": unitId };
  const post = (body: (leads: number) => string) => (): LoadRequest => ({
    method: "POST",
    path: "/ingest",
    headers: { ...headers, "content-type": "application/json" },
    body: body(leads),
    setupRequest: (request) => ({ ...request, body: body(leads) }),
  });
  const get = (path: (index: number) => string) => (_tenant: unknown, index: number) => ({
    method: "GET",
    path: path(index),
    headers,
  });
  const seconds = {
    who: "big" as const,
    warmUp: settings.warmUpRequests,
    round: { duration: settings.secondsPerRound },
  };
  const batches = { warmUp: settings.warmUpBatches, round: { amount: settings.batchesPerRound } };
  const ingest = { status: 202, events: 1, leastCharacters: 80 };
  const list = { status: 200, events: 0, leastCharacters: 9000, wanted: { a: 0.8 } };
  const operations: LeadsOperation[] = [
    { ...seconds, ...ingest, title: "POST /ingest (1)", wanted: { a: 0.5 }, request: post(oneEvent) },
    {
      ...seconds,
      ...ingest,
      title: `POST /ingest (1, ${CROWD} connections)`,
      connections: settings.isSmoke ? settings.connections : CROWD,
      wanted: { a: 0.5 },
      request: post(oneEvent),
    },
    {
      ...seconds,
      ...batches,
      ...ingest,
      title: "POST /ingest (1,000)",
      events: BATCH,
      leastCharacters: 100_000,
      wanted: { a: 0.6 },
      request: post(batch),
    },
    { ...seconds, ...list, title: "GET /leads (first 25)", request: get(() => "/leads") },
    {
      ...seconds,
      ...list,
      title: "GET /leads (25 deep, by cursor)",
      request: get((index) => `/leads?cursor=${cursors[index % cursors.length]}`),
    },
  ];
  return operations.filter(({ title }) => title.includes(settings.only));
}
