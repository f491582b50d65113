import { type Browser, type BrowserContext, chromium, expect } from "@playwright/test";
import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { browserArgs, findBrowser } from "@/e2e/browser";
import { signInByHttp, test } from "@/e2e/journeys/fixtures";
import { seedMany, seedUnit } from "@/e2e/seed";
import { freePort } from "@/e2e/servers";
import { describeMachine } from "./machine";
import { writeSection } from "./section";

const RUNS = 5;
const MEMBERS = 5_000;

const WANTED = { performance: 95, accessibility: 100, "best-practices": 100 } as const;
const METRICS = {
  "first-contentful-paint": "First contentful paint, ms",
  "largest-contentful-paint": "Largest contentful paint, ms",
  "speed-index": "Speed index, ms",
  "total-blocking-time": "Total blocking time, ms",
  "cumulative-layout-shift": "Cumulative layout shift",
} as const;

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** The cookies of a signed-in browser, for Lighthouse to send with every request to the page. */
async function cookieHeader(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function runOnce(port: number, url: string, cookie: string): Promise<Result> {
  const flags = {
    port,
    extraHeaders: { Cookie: cookie },
    onlyCategories: Object.keys(WANTED),
    logLevel: "error" as const,
  };
  const run = await lighthouse(url, flags, desktopConfig);
  if (!run || run.lhr.runtimeError) throw new Error(run?.lhr.runtimeError?.message ?? "Lighthouse gave no result");
  expect(new URL(run.lhr.finalDisplayedUrl).pathname).toBe("/dashboard/members"); // not the sign-in page
  return run.lhr;
}

function section(results: Result[]): string {
  const row = (name: string, values: number[], digits: number, wanted = "–") =>
    `| ${name} | **${median(values).toFixed(digits)}** | ${values.map((value) => value.toFixed(digits)).join(", ")} | ${wanted} |`;
  const scores = Object.entries(WANTED).map(([id, least]) =>
    row(
      results[0]?.categories[id]?.title ?? id,
      results.map(({ categories }) => 100 * (categories[id]?.score ?? 0)),
      0,
      least === 100 ? "100" : `≥ ${least}`,
    ),
  );
  const metrics = Object.entries(METRICS).map(([id, title]) =>
    row(
      title,
      results.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN),
      id.endsWith("shift") ? 3 : 0,
    ),
  );
  return [
    "## Lighthouse",
    "",
    `Made by \`npm run lighthouse\`: Lighthouse ${results[0]?.lighthouseVersion}, desktop, the signed-in members page of an organization with ${MEMBERS.toLocaleString("en")} members, \`npm start\`'s host.`,
    "",
    ...describeMachine("18 (embedded)").map((fact) => `- ${fact}`),
    "",
    `| | median | ${RUNS} runs | wanted |`,
    "|---|---|---|---|",
    ...scores,
    ...metrics,
  ].join("\n");
}

test("the members page of 5,000 members reaches the wanted Lighthouse scores", async ({ org, baseURL, browser }) => {
  const url = baseURL ?? "";
  await seedUnit(org.org_id, "EMEA Sales");
  await seedMany(org.org_id, org.defaultUnit.unit_id, MEMBERS - 1);
  const context = await browser.newContext();
  await signInByHttp(context, url, org.admin);
  const cookie = await cookieHeader(context);
  await context.close();

  const port = await freePort();
  const executablePath = findBrowser();
  const measured: Browser = await chromium.launch({
    args: [...browserArgs(), `--remote-debugging-port=${port}`],
    ...(executablePath ? { executablePath } : {}),
  });
  const results: Result[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) results.push(await runOnce(port, `${url}/dashboard/members`, cookie));
  } finally {
    await measured.close();
  }
  const text = section(results);
  console.log(text);
  if (!process.env.LIGHTHOUSE_DRY) writeSection("lighthouse", text);
  for (const [id, least] of Object.entries(WANTED)) {
    const scores = results.map(({ categories }) => 100 * (categories[id]?.score ?? 0));
    expect.soft(median(scores), id).toBeGreaterThanOrEqual(least);
  }
});
