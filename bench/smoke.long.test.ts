import { test } from "vitest";
import { assertSmoke, type SmokeRun } from "./assert-smoke";

const parts: SmokeRun[] = [
  { args: ["attacks", "--seconds", "0.2", "--rounds", "1", "--only", "previews"], rows: ["previews of 500 rules"] },
  { args: ["audit", "--smoke"], rows: ["with its entry"] },
  { args: ["overload", "--smoke"], rows: ["accepted"] },
  { args: ["memory", "--smoke"], rows: ["80"] },
  { args: ["replica", "--smoke"], rows: ["GET /org-units", "GET /members (25 of 5,000)"] },
  { args: ["scale", "--smoke"], rows: ["GET /org-units", "GET /members?search="] },
  { args: ["start", "--smoke"], rows: ["the first answer (`/readyz`)", "the first page (`/sign-in`)"] },
];

test.each(parts)("the bench $args measures, and its requests succeed", { timeout: 600_000 }, assertSmoke);
