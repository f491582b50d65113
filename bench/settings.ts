import { parseArgs } from "node:util";

/** The sizes that the bench seeds, and how it measures. */
export type Settings = {
  organizations: number;
  small: { members: number; units: number };
  big: { members: number; units: number };
  connections: number;
  rounds: number;
  secondsPerRound: number;
  /** If set, a round lasts this many requests instead of seconds. */
  requestsPerRound: number | undefined;
  warmUpRequests: number;
  /** For the list of 5,000 members, which would take minutes to request 5,000 times. */
  longWarmUpRequests: number;
  /** Its rounds are counted in requests, not seconds. */
  longRequestsPerRound: number;
  roundTripRequests: number;
  /** Measures only the operations whose title contains this. */
  only: string;
  /** Measures the pages and nothing else. */
  pagesOnly: boolean;
  /** The folder for a CPU profile of our server and pg_stat_statements; only our server runs then. */
  profileFolder: string | undefined;
  /** Whether only ours and (a) run, which have answers to compare. */
  isSmoke: boolean;
  /** Whether docs/bench/requests.md is replaced; only a full run may do so. */
  writesReport: boolean;
};

const SMOKE = {
  organizations: 6,
  connections: 2,
  rounds: 1,
  requestsPerRound: 2,
  warmUpRequests: 2,
  longWarmUpRequests: 2,
  longRequestsPerRound: 2,
  roundTripRequests: 2,
  isSmoke: true,
};

const USAGE = `Usage: npm run bench -- [--smoke] [--rounds 4] [--seconds 2] [--warm-up 5000] [--only "GET /members"] [--pages] [--profile <folder>]
--smoke sends a few requests to ours and (a) to check that they still give the same answers; it measures nothing.
--only measures the operations whose title contains that, and neither what guards cost nor pages.
With any option the tables are only printed, and docs/bench/requests.md stays as it is.
`;

/** Reads the settings from the command line. Prints the usage and returns undefined if it asks for help. */
export function readSettings(args: string[]): Settings | undefined {
  const text = { type: "string" } as const;
  const options = { rounds: text, seconds: text, "warm-up": text, only: text, profile: text };
  const { values } = parseArgs({
    args,
    options: { ...options, smoke: { type: "boolean" }, pages: { type: "boolean" }, help: { type: "boolean" } },
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
    rounds: Number(values.rounds ?? 4),
    secondsPerRound: Number(values.seconds ?? 2),
    requestsPerRound: undefined,
    warmUpRequests,
    longWarmUpRequests: Math.min(64, warmUpRequests),
    longRequestsPerRound: 32,
    roundTripRequests: Math.min(1000, warmUpRequests),
    only: values.only ?? "",
    pagesOnly: values.pages ?? false,
    profileFolder: values.profile,
    isSmoke: false,
    writesReport: args.length === 0,
    ...(values.smoke ? SMOKE : {}),
  };
}
