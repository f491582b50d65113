import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "vitest";

const run = promisify(execFile);

/** A bench that is run only as long as it takes to see that it measures, and the rows that it has to print. */
export type SmokeRun = { args: string[]; rows: string[] };

/** Runs a bench; its own checks make it fail if an answer is wrong or a request of a load fails. */
export async function assertSmoke({ args, rows }: SmokeRun): Promise<void> {
  const { PATH = "", HOME = "" } = process.env;
  const { stdout } = await run(process.execPath, ["bench/run.mjs", ...args], { env: { NODE_ENV: "test", PATH, HOME } });
  for (const row of rows) expect(stdout).toContain(`| ${row}`);
}
