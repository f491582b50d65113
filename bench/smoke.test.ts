import { test } from "vitest";
import { assertSmoke, type SmokeRun } from "./assert-smoke";

// Ours and (a) answer every measured operation alike. The other benches are in smoke.long.test.ts, but for bench:peers, which
// installs what it compares.
const parts: SmokeRun[] = [
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
    rows: [
      "POST /ingest (1) | **",
      "POST /ingest (1, 32 connections) | **",
      "POST /ingest (1,000) | **",
      "GET /leads (first 25) | **",
    ],
  },
];

test.each(parts)("the bench $args measures, and its requests succeed", { timeout: 600_000 }, assertSmoke);
