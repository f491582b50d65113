import { parseArgs } from "node:util";

/** The sizes that the bench of leads seeds, and how it measures. */
export type LeadsSettings = {
  /** In the measured OU, which has ten times as many events. The comparison has a tenth of both. */
  leads: number;
  units: number;
  connections: number;
  poolSize: number;
  rounds: number;
  secondsPerRound: number;
  warmUpRequests: number;
  warmUpBatches: number;
  /** Rounds of batches are counted in requests, not seconds: a batch cut off at the end of a round would distort it. */
  batchesPerRound: number;
  roundTripRequests: number;
  /** Measures only the operations whose title contains this. */
  only: string;
  /** Whether only ours and (a) run, which have answers to compare. */
  isSmoke: boolean;
  /** Whether docs/bench/leads.md is replaced; only a full run may do so. */
  writesReport: boolean;
};

const SMOKE = {
  leads: 500,
  units: 5,
  connections: 1,
  rounds: 1,
  secondsPerRound: 0.1,
  warmUpRequests: 4,
  warmUpBatches: 1,
  batchesPerRound: 1,
  roundTripRequests: 2,
  isSmoke: true,
};

const USAGE = `Usage: npm run bench:leads -- [--leads 1000000] [--rounds 4] [--seconds 2] [--warm-up 1000] [--connections 8] [--only "GET /leads"] [--smoke]
With few leads, parallel ingests wait for each other: use --connections 1 then.
--smoke sends a few requests to ours and (a) to check that they still answer alike; it measures nothing.
With any option the page is only printed, and docs/bench/leads.md stays as it is.
`;

/** Reads the settings from the command line. Prints the usage and returns undefined if it asks for help. */
export function readLeadsSettings(args: string[]): LeadsSettings | undefined {
  const text = { type: "string" } as const;
  const options = { leads: text, rounds: text, seconds: text, "warm-up": text, connections: text, only: text };
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { ...options, smoke: flag, help: flag } });
  if (values.help) {
    process.stdout.write(USAGE);
    return undefined;
  }
  const warmUpRequests = Number(values["warm-up"] ?? 1000);
  return {
    leads: Number(values.leads ?? 1_000_000),
    units: 3_000,
    connections: Number(values.connections ?? 8),
    poolSize: 10,
    rounds: Number(values.rounds ?? 4),
    secondsPerRound: Number(values.seconds ?? 2),
    warmUpRequests,
    warmUpBatches: Math.min(32, warmUpRequests),
    batchesPerRound: 48,
    roundTripRequests: Math.min(200, warmUpRequests),
    only: values.only ?? "",
    isSmoke: false,
    writesReport: args.length === 0,
    ...(values.smoke ? SMOKE : {}),
  };
}
