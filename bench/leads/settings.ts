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
  /** Whether the section of docs/bench.md is replaced; only a full run may do so. */
  writesReport: boolean;
};

const USAGE = `Usage: npm run bench:leads -- [--leads 1000000] [--rounds 4] [--seconds 2] [--warm-up 1000] [--connections 8] [--only "GET /leads"]
With few leads, parallel ingests wait for each other: use --connections 1 then.
With any option the section is only printed, and docs/bench.md stays as it is.
`;

/** Reads the settings from the command line. Prints the usage and returns undefined if it asks for help. */
export function readLeadsSettings(args: string[]): LeadsSettings | undefined {
  const text = { type: "string" } as const;
  const options = { leads: text, rounds: text, seconds: text, "warm-up": text, connections: text, only: text };
  const { values } = parseArgs({ args, options: { ...options, help: { type: "boolean" } } });
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
    writesReport: args.length === 0,
  };
}
