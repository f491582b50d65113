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
  /** Where it is set, a round is so many requests and not seconds. */
  requestsPerRound: number | undefined;
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
  /** Whether only ours and (a) run, which is what their answers can be compared with. */
  isSmoke: boolean;
  /** Whether the report replaces docs/bench.md; only a full run's may. */
  writesReport: boolean;
};

const SMOKE = {
  organizations: 6,
  connections: 2,
  rounds: 1,
  requestsPerRound: 6,
  warmUpRequests: 4,
  bigWarmUpRequests: 2,
  bigRequestsPerRound: 2,
  flightRequests: 2,
  isSmoke: true,
};

const USAGE = `Usage: npm run bench -- [--smoke] [--rounds 4] [--seconds 2] [--warm-up 5000] [--only "GET /members"] [--profile <folder>]
--smoke sends a few requests to ours and (a): whether they still give the same answers, and no measurement.
With any option the table is printed and docs/bench.md stays as it is.
`;

/** The settings of the command line, or undefined when it asked for help, which is printed. */
export function readSettings(args: string[]): Settings | undefined {
  const text = { type: "string" } as const;
  const options = { rounds: text, seconds: text, "warm-up": text, only: text, profile: text };
  const { values } = parseArgs({
    args,
    options: { ...options, smoke: { type: "boolean" }, help: { type: "boolean" } },
  });
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
    requestsPerRound: undefined,
    warmUpRequests,
    bigWarmUpRequests: Math.min(64, warmUpRequests),
    bigRequestsPerRound: 32,
    flightRequests: Math.min(1000, warmUpRequests),
    only: values.only ?? "",
    profileFolder: values.profile,
    isSmoke: false,
    writesReport: args.length === 0,
    ...(values.smoke ? SMOKE : {}),
  };
}
