import { expect, type Page } from "@playwright/test";
import { test } from "@/e2e/journeys/fixtures";
import { hydrated } from "@/e2e/journeys/hydration";
import { seedMany, seedUnit } from "@/e2e/seed";
import { describeMachine } from "./machine";
import { writePage } from "./report-page";

// How smoothly the longest pages scroll: the times between frames while the wheel turns.

const MEMBERS = 5_000;
const UNITS = 100;
const TURNS = 120;
const PIXELS = 240;

/** Turns the wheel over the page, and returns the milliseconds between its frames meanwhile. */
async function scroll(page: Page, x: number, y: number): Promise<number[]> {
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    const note = (at: number) => {
      frames.push(at);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, turn < TURNS / 2 ? PIXELS : -PIXELS);
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
}

const share = (sorted: number[], part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;

function row(name: string, gaps: number[]): string {
  const sorted = gaps.toSorted((a, b) => a - b);
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1_000;
  const late = gaps.filter((gap) => gap > 25).length;
  const cells = [(gaps.length / seconds).toFixed(1), share(sorted, 0.5).toFixed(1), share(sorted, 0.95).toFixed(1)];
  return `| ${name} | ${gaps.length} | ${[...cells, (sorted.at(-1) ?? Number.NaN).toFixed(1), late].join(" | ")} |`;
}

test("measures the frames while the longest pages scroll", async ({ org, signedIn }) => {
  await seedMany(org.org_id, org.defaultUnit.unit_id, MEMBERS - 1);
  for (let unit = 0; unit < UNITS; unit += 1) await seedUnit(org.org_id, `Unit ${unit}`);
  const page = await signedIn(org.admin);
  await page.setViewportSize({ width: 1440, height: 900 });
  const rows: string[] = [];
  for (const [name, path, y] of [
    ["members, 200 rows on the page", "/dashboard/members?limit=200", 600],
    [`access matrix, ${MEMBERS.toLocaleString("en")} people by ${UNITS + 1} org units`, "/dashboard/access", 600],
  ] as const) {
    await page.goto(path);
    await hydrated(page);
    await page.waitForLoadState("networkidle");
    const gaps = await scroll(page, 800, y);
    expect(gaps.length).toBeGreaterThan(TURNS / 2);
    rows.push(row(name, gaps));
  }
  const text = [
    "# Scrolling",
    "",
    `Made by \`npm run lighthouse\`: the milliseconds between frames in Chromium at 1440 × 900, drawn without a GPU, while the wheel turns ${TURNS} times by ${PIXELS} pixels. 60 frames a second are 16.7 ms each; a frame is late after 25 ms.`,
    "",
    ...describeMachine("18 (embedded)").map((fact) => `- ${fact}`),
    "",
    "| page | frames | a second | p50 | p95 | longest | late |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
  console.log(text);
  if (!process.env.LIGHTHOUSE_DRY) writePage("scrolling", text);
});
