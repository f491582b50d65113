import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import type { Route } from "./routes";

// In kB (1,000 bytes) of gzip: what a page's HTML may name, or else beyond an empty page of the same shell.
export const MOST = 140;
const BEYOND_THE_SHELL = 15;

const sizes = new Map<string, Promise<number>>();

/** Measures each script, and each empty page, once: they are the same around every page. */
function once(path: string, measure: () => Promise<number>): Promise<number> {
  const size = sizes.get(path) ?? measure();
  sizes.set(path, size);
  return size;
}

const sizeOf = (page: Page, script: string) =>
  once(script, async () => gzipSync(await (await page.request.get(script)).body()).length);

/** The size of the scripts that a page's HTML names, without those for browsers that know no modules. */
async function namedIn(page: Page, html: string): Promise<number> {
  const scripts = new Set(
    [...html.matchAll(/<script(?![^>]* nomodule)[^>]* src="([^"]+)"/gi)].map(([, source = ""]) => source),
  );
  const each = await Promise.all([...scripts].map((script) => sizeOf(page, script)));
  return each.reduce((sum, size) => sum + size, 0) / 1000;
}

/** The size of the scripts that the page at a path names. */
export const namedBy = async (page: Page, path: string): Promise<number> =>
  namedIn(page, await (await page.request.get(path)).text());

/** Watches what a page fetches from now on. Returns a check that no page was prefetched, and of the scripts in its HTML. */
export function watchScripts(page: Page, { name, as }: Route): (html: string) => Promise<void> {
  const prefetched: string[] = [];
  page.on("request", (request) => {
    if ("next-router-prefetch" in request.headers()) prefetched.push(request.url());
  });
  return async (html) => {
    const empty = as ? "/dashboard/signed-in" : "/nothing";
    const shell = await once(empty, () => namedBy(page, empty));
    const named = await namedIn(page, html);
    expect.soft(named, `kB of JavaScript named by ${name}`).toBeGreaterThan(0);
    expect
      .soft(named, `kB of JavaScript named by ${name}`)
      .toBeLessThanOrEqual(Math.max(MOST, shell + BEYOND_THE_SHELL));
    expect.soft(prefetched, `pages prefetched by ${name}`).toEqual([]);
  };
}
