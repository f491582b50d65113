import {
  ABOUT_ROUND_TRIPS,
  cpuMilliseconds,
  cpuSeconds,
  figureTable,
  ratePerSecond,
  ratio,
  ratioTable,
  roundTripTable,
  row,
  type Series,
  table,
} from "@/bench/report";
import { type LeadsMeasured, type Site, TENTH } from "./measure";
import type { LeadsSettings } from "./settings";

const MOST_AT_TEN_TIMES = 1.3;
const MOST_OF_A_BATCH = 4;
const EVENTS_A_SECOND = 15_000;

const number = (value: number) => Math.round(value).toLocaleString("en");
const tenthOf = ({ series }: LeadsMeasured) => series.find(({ name }) => name === TENTH);
const atFullSize = (measured: LeadsMeasured): LeadsMeasured => ({
  ...measured,
  series: measured.series.filter(({ name }) => name !== TENTH),
});

function growthTable(lists: LeadsMeasured[]): string {
  const rows = lists.map((list) => {
    const { operation, series } = list;
    const [ours, tenth] = [series[0], tenthOf(list)];
    const cpu = (one: Series | undefined) => (one ? cpuMilliseconds(one, "postgresCpuSeconds") : "–");
    return row([operation.title, ratio(tenth, ours), cpu(tenth), cpu(ours), `≤ ${MOST_AT_TEN_TIMES}`]);
  });
  return table(["list", "cost ratio", "Postgres CPU ms at a tenth", "at full size", "wanted"], rows);
}

function ingestLines(measured: LeadsMeasured[]): string[] {
  return measured.flatMap(({ operation, series }) => {
    if (operation.events === 0) return [];
    const each = series.slice(0, 2).map((one) => `${one.name} ${number(ratePerSecond(one) * operation.events)}`);
    return [`- ${operation.title}, events stored a second: ${each.join(", ")}`];
  });
}

const cpuOfEvent = ({ operation, series: [ours] }: LeadsMeasured) =>
  ours
    ? (cpuSeconds(ours, "serverCpuSeconds") + cpuSeconds(ours, "postgresCpuSeconds")) / operation.events
    : Number.NaN;

/** How many times the CPU of an event in a batch each operation with a single one takes, server and Postgres together. */
function costsOfSingles(measured: LeadsMeasured[]): { title: string; cost: number }[] {
  const batch = measured.find(({ operation }) => operation.events > 1);
  if (!batch) return [];
  const singles = measured.filter(({ operation }) => operation.events === 1);
  return singles.map((one) => ({ title: one.operation.title, cost: cpuOfEvent(one) / cpuOfEvent(batch) }));
}

const costLine = ({ title, cost }: { title: string; cost: number }) =>
  `- ${title}: ${cost.toFixed(1)} times the CPU of an event in a batch, server and Postgres together (wanted ≤ ${MOST_OF_A_BATCH})`;

/** The targets that this run missed. */
function shortfalls(measured: LeadsMeasured[]): string[] {
  const dear = costsOfSingles(measured).filter(({ cost }) => cost > MOST_OF_A_BATCH);
  return [...measured.flatMap(shortfallsOf), ...dear.map(costLine)];
}

function shortfallsOf(one: LeadsMeasured): string[] {
  const { operation, series } = one;
  const [ours, reference, tenth] = [series[0], series[1], tenthOf(one)];
  if (!ours || !reference) return [];
  const { title, wanted, events } = operation;
  const share = ratePerSecond(ours) / ratePerSecond(reference);
  const cost = tenth ? ratePerSecond(tenth) / ratePerSecond(ours) : 0;
  const stored = ratePerSecond(ours) * events;
  return [
    ...(share < (wanted.a ?? 0) ? [`- ${title}: ${share.toFixed(2)} of (a), wanted ${wanted.a}`] : []),
    ...(events > 1 && stored < EVENTS_A_SECOND
      ? [`- ${title}: ${number(stored)} events a second, wanted ${number(EVENTS_A_SECOND)}`]
      : []),
    ...(cost > MOST_AT_TEN_TIMES
      ? [`- ${title}: ${cost.toFixed(2)} times the cost at ten times the data, wanted ${MOST_AT_TEN_TIMES}`]
      : []),
  ];
}

const describeSite = ({ unit }: Site) =>
  `${number(unit.leads)} leads and ${number(unit.events)} events, ${(unit.databaseBytes / 2 ** 30).toFixed(1)} GiB, seeded in ${number(unit.seedSeconds)} s, ${number(unit.scoreSeconds)} s of them for its scores`;

/** The page docs/bench/leads.md. `facts` describe the machine. */
export function renderLeads(
  measured: LeadsMeasured[],
  { full, tenth, settings, facts }: { full: Site; tenth: Site; settings: LeadsSettings; facts: string[] },
): string {
  const { units, connections, poolSize, rounds, secondsPerRound, batchesPerRound, warmUpRequests, warmUpBatches } =
    settings;
  const lists = measured.filter(({ operation }) => operation.events === 0);
  const short = shortfalls(measured);
  return [
    "# Leads and events\n",
    "Made by `npm run bench:leads`.\n",
    ...facts.map((fact) => `- ${fact}`),
    `- The measured OU, one of ${units}: ${describeSite(full)}`,
    `- The tenth, with its own database and server: ${describeSite(tenth)}\n`,
    `Each other OU has 10 leads. ${connections} keep-alive connections on loopback where no other number is named, pool of ${poolSize}; ${rounds} rounds of ${secondsPerRound} s for each server and operation, interleaved (batches: ${batchesPerRound} requests); each warmed up with ${warmUpRequests} requests (${warmUpBatches} batches). Events are about people from anywhere in the OU, known by e-mail, and one in twenty is about somebody new; each lead has 1 to 19 events. Scores come from eight rules in three rulesets. Lists are sorted by score; the deep ones begin at 64 positions between a tenth and nine tenths of the list. Ours runs with row-level security, validation, request IDs and its log, which goes to a file.\n`,
    "- (a): `bench/leads/reference-server.ts`, `node:http` and postgres.js with SQL of its own (`bench/leads/reference-sql.ts`): one prepared statement stores the events, counts them and adds to the scores, another lists. No row-level security, validation, history, days, activity or merges.",
    "- (b): a Next route handler that returns a constant, `bench/next-bare`; it reads no body.\n",
    `${ratioTable(measured.map(atFullSize))}\n`,
    "In brackets: the lowest and the highest round.\n",
    ...ingestLines(measured),
    ...costsOfSingles(measured).map(costLine),
    "\n## Ten times the data\n",
    "Requests/s at a tenth of the data, divided by requests/s at full size.\n",
    `${growthTable(lists)}\n`,
    "## Figures\n",
    `${figureTable(measured)}\n`,
    `${ABOUT_ROUND_TRIPS}\n`,
    `${roundTripTable(measured)}\n`,
    "## Missed targets\n",
    ...(short.length > 0 ? short : ["None in this run."]),
  ].join("\n");
}
