import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";

// What a first visit may cost in JavaScript, in kB (1,000 bytes) of gzip.
const ANY_PAGE = 300;
const BUDGETS: Record<string, number> = { "sign-in": 175, members: 250 };

/** Counts the scripts that a page fetches from now on. Returns a check that they fit its budget and that no page was prefetched. */
export function watchScripts(page: Page, name: string): () => Promise<void> {
  const sizes: Promise<number>[] = [];
  const prefetched: string[] = [];
  let underWay = 0;
  page.on("request", (request) => {
    underWay += 1;
    if ("next-router-prefetch" in request.headers()) prefetched.push(request.url());
  });
  page.on("requestfinished", () => (underWay -= 1));
  page.on("requestfailed", () => (underWay -= 1));
  page.on("response", (response) => {
    if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  return async () => {
    await expect.poll(() => underWay).toBe(0);
    const kilobytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
    expect.soft(kilobytes, `kB of JavaScript that ${name} has fetched`).toBeGreaterThan(0);
    expect.soft(kilobytes, `kB of JavaScript that ${name} has fetched`).toBeLessThanOrEqual(BUDGETS[name] ?? ANY_PAGE);
    expect.soft(prefetched, `pages that ${name} has prefetched`).toEqual([]);
  };
}
