import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { expect, signInByHttp, test } from "./fixtures";
import { type Route, routes, seedPages, type World } from "./routes";

// What a first visit costs in JavaScript: everything that the browser has fetched once the network is idle, in kB (1,000
// bytes) of gzip. Measured with a fresh cache each.
const ANY_PAGE = 300;
const BUDGETS: Record<string, number> = { "sign-in": 175, members: 250 };

type Load = { kilobytes: number; prefetched: string[] };

async function firstLoad(browser: Browser, url: string, world: World, route: Route): Promise<Load> {
  const context = await browser.newContext({ baseURL: url });
  if (route.as) await signInByHttp(context, url, world[route.as].admin);
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  const prefetched: string[] = [];
  page.on("request", (request) => {
    if ("next-router-prefetch" in request.headers()) prefetched.push(request.url());
  });
  page.on("response", (response) => {
    if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(route.path(world));
  await page.waitForLoadState("networkidle");
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { kilobytes: total / 1000, prefetched };
}

test("the first load of every page stays within its budget of JavaScript", async ({ browser, baseURL }) => {
  test.setTimeout(600_000);
  const world = await seedPages();
  const table: string[] = [];
  const over: string[] = [];
  for (const route of routes) {
    const { kilobytes, prefetched } = await firstLoad(browser, baseURL ?? "", world, route);
    const budget = BUDGETS[route.name] ?? ANY_PAGE;
    expect.soft(prefetched, `pages that ${route.name} has prefetched`).toEqual([]);
    const line = `${route.name.padEnd(20)} ${kilobytes.toFixed(1).padStart(7)} kB of ${budget}`;
    table.push(line);
    if (kilobytes > budget) over.push(line);
  }
  console.log(table.join("\n"));
  expect(over, `over budget:\n${table.join("\n")}\n`).toEqual([]);
});
