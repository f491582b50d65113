import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the bench runs, and ours and the reference answer every measured operation alike", {
  timeout: 600_000,
}, async () => {
  const { PATH = "", HOME = "" } = process.env;
  const { stdout } = await run(process.execPath, ["bench/run.mjs", "--smoke"], {
    env: { NODE_ENV: "test", PATH, HOME },
  });
  for (const title of [
    "GET /org-units",
    "GET /members (25)",
    "GET /members (5,000)",
    "POST /org-units/active",
    "POST /org-units",
  ]) {
    expect(stdout).toContain(`| ${title} | **`);
  }
});
