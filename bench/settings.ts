import { parseArgs } from "node:util";

/** What the bench seeds, and how it measures. */
export type Settings = {
  organizations: number;
  small: { members: number; units: number };
  big: { members: number; units: number };
  connections: number;
  poolSize: number;
  rounds: number;
  secondsPerRound: number;
  warmUpRequests: number;
  /** For the list of 5,000 members, of which 5,000 would take minutes. */
  bigWarmUpRequests: number;
  /** A round of it is so many requests and not seconds: what is cut off at a round's end would distort both. */
  bigRequestsPerRound: number;
  flightRequests: number;
  /** Measures only the operations whose title contains this. */
  only: string;
  /** Where a CPU profile of our server goes, together with pg_stat_statements; only our server runs then. */
  profileFolder: string | undefined;
  /** Whether the report replaces docs/bench.md; only a full run's may. */
  writesReport: boolean;
};

const USAGE = `Usage: npm run bench -- [--rounds 4] [--seconds 2] [--warm-up 5000] [--only "GET /members"] [--profile <folder>]
With any option the table is printed and docs/bench.md stays as it is.
`;

/** The settings of the command line, or undefined when it asked for help, which is printed. */
export function readSettings(args: string[]): Settings | undefined {
  const text = { type: "string" } as const;
  const options = { rounds: text, seconds: text, "warm-up": text, only: text, profile: text };
  const { values } = parseArgs({ args, options: { ...options, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return undefined;
  }
  const warmUpRequests = Number(values["warm-up"] ?? 5000);
  return {
    organizations: 1000,
    small: { members: 25, units: 5 },
    big: { members: 5000, units: 50 },
    connections: 8,
    poolSize: 10,
    rounds: Number(values.rounds ?? 4),
    secondsPerRound: Number(values.seconds ?? 2),
    warmUpRequests,
    bigWarmUpRequests: Math.min(64, warmUpRequests),
    bigRequestsPerRound: 32,
    flightRequests: Math.min(1000, warmUpRequests),
    only: values.only ?? "",
    profileFolder: values.profile,
    writesReport: args.length === 0,
  };
}
