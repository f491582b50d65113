import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { test as base, signInByHttp } from "./fixtures";
import { announceHydration, hydrated } from "./hydration";
import { seedPages, type Viewer, type World } from "./routes";

type Sessions = Record<Viewer, Awaited<ReturnType<BrowserContext["storageState"]>>>;
type Fixtures = {
  /** A page of a browser of its own with an empty cache, looked at by nobody or by an organization's admin. */
  openAs: (viewer?: Viewer) => Promise<Page>;
};

/** For tests that look at every page of one world; each worker has a world of its own. */
export const test = base.extend<Fixtures, { world: World; sessions: Sessions }>({
  world: [async ({ seed: _any }, use) => use(await seedPages()), { scope: "worker" }],
  sessions: [
    async ({ browser, world }, use) => {
      const signIn = async (viewer: Viewer) => {
        const context = await browser.newContext();
        await signInByHttp(context, process.env.E2E_API_URL ?? "", world[viewer].admin);
        const session = await context.storageState();
        await context.close();
        return session;
      };
      await use({ full: await signIn("full"), empty: await signIn("empty") });
    },
    { scope: "worker" },
  ],
  openAs: async ({ browser, baseURL, sessions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (viewer) => {
      const context = await browser.newContext({ baseURL, ...(viewer ? { storageState: sessions[viewer] } : {}) });
      contexts.push(context);
      await announceHydration(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** Opens a path and waits until its one heading is there and its scripts listen. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
}

/** Opens a dialog of the page that is shown. */
export async function openByClick(page: Page, opener: string | RegExp): Promise<Locator> {
  const opened = page.locator("dialog[open]");
  await page.getByRole("button", { name: opener }).first().click();
  await expect(opened).toBeVisible();
  return opened;
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
