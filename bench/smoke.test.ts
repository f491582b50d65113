import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

// Their own checks fail them: ours and (a) answer every measured operation alike, and no request of a load fails. bench:peers
// is not here, because it installs what it compares.
const parts: { args: string[]; rows: string[] }[] = [
  {
    args: ["--smoke"],
    rows: [
      "GET /org-units | **",
      "GET /me | **",
      "GET /members (25) | **",
      "GET /members (25 of 5,000) | **",
      "GET /members (25 of 5,000, deep) | **",
      "GET /members (5,000) | **",
      "POST /org-units/active | **",
      "POST /org-units | **",
      "GET /org-units | a token with two scopes of four",
      "POST /org-units | an Idempotency-Key",
      "an empty page",
      "leads",
    ],
  },
  {
    args: ["leads", "--smoke"],
    rows: ["POST /ingest (1) | **", "POST /ingest (1,000) | **", "GET /leads (first 25) | **"],
  },
  { args: ["attacks", "--seconds", "0.2", "--rounds", "1", "--only", "previews"], rows: ["previews of 500 rules"] },
  { args: ["audit", "--smoke"], rows: ["with its entry"] },
  { args: ["overload", "--smoke"], rows: ["accepted"] },
  { args: ["memory", "--smoke"], rows: ["80"] },
  { args: ["start", "--smoke"], rows: ["the first answer (`/readyz`)", "the first page (`/sign-in`)"] },
];

test.each(parts)("the bench $args measures, and its requests succeed", { timeout: 600_000 }, async ({ args, rows }) => {
  const { PATH = "", HOME = "" } = process.env;
  const { stdout } = await run(process.execPath, ["bench/run.mjs", ...args], { env: { NODE_ENV: "test", PATH, HOME } });
  for (const row of rows) expect(stdout).toContain(`| ${row}`);
});
