import { parseArgs } from "node:util";

/** What the bench of leads seeds, and how it measures. */
export type LeadsSettings = {
  /** In the measured OU; it has ten times as many events, and the comparison a tenth of both. */
  leads: number;
  units: number;
  connections: number;
  poolSize: number;
  rounds: number;
  secondsPerRound: number;
  warmUpRequests: number;
  warmUpBatches: number;
  /** A round of batches is so many of them and not seconds: what is cut off at a round's end would distort it. */
  batchesPerRound: number;
  flightRequests: number;
  /** Measures only the operations whose title contains this. */
  only: string;
  /** Whether the section of docs/bench.md is replaced; only a full run's may. */
  writesReport: boolean;
};

const USAGE = `Usage: npm run bench:leads -- [--leads 1000000] [--rounds 4] [--seconds 2] [--warm-up 1000] [--connections 8] [--only "GET /leads"]
With few leads, ingests at the same time wait for each other's: take --connections 1 then.
With any option the section is printed and docs/bench.md stays as it is.
`;

/** The settings of the command line, or undefined when it asked for help, which is printed. */
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
    units: 50,
    connections: Number(values.connections ?? 8),
    poolSize: 10,
    rounds: Number(values.rounds ?? 4),
    secondsPerRound: Number(values.seconds ?? 2),
    warmUpRequests,
    warmUpBatches: Math.min(32, warmUpRequests),
    batchesPerRound: 48,
    flightRequests: Math.min(200, warmUpRequests),
    only: values.only ?? "",
    writesReport: args.length === 0,
  };
}
