import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from "@playwright/test";
import { signInByHttp } from "./fixtures";
import type { Route, Viewer, World } from "./routes";

/** One browser page for each of the three who look at the routes: nobody, and the admins of the two organizations. */
export type Viewers = { pageFor(route: Pick<Route, "as">): Page; close(): Promise<void> };

/** Opens a browser for each of those who look. */
export async function openViewers(
  browser: Browser,
  url: string,
  world: World,
  options: BrowserContextOptions = {},
): Promise<Viewers> {
  const open = async (as?: Viewer) => {
    const context = await browser.newContext({ baseURL: url, ...options });
    if (as) await signInByHttp(context, url, world[as].admin);
    return context.newPage();
  };
  const [nobody, full, empty] = [await open(), await open("full"), await open("empty")];
  return {
    pageFor: ({ as }) => (as === "full" ? full : as === "empty" ? empty : nobody),
    close: async () => {
      for (const page of [nobody, full, empty]) await page.context().close();
    },
  };
}

/** Opens a path and waits until its one heading is there. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
}

/** Opens a dialog of the page that is shown; clicks again where the page's scripts had not begun. */
export async function openByClick(page: Page, opener: string | RegExp): Promise<Locator> {
  const opened = page.locator("dialog[open]");
  await expect(async () => {
    if ((await opened.count()) === 0) await page.getByRole("button", { name: opener }).first().click();
    await expect(opened).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return opened;
}
