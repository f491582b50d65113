import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { bringAxe } from "./accessibility";
import { test as base, signInByHttp } from "./fixtures";
import { announceHydration, hydrated } from "./hydration";
import { seedPages, type Viewer, type World } from "./routes";

type Sessions = Record<Viewer, Awaited<ReturnType<BrowserContext["storageState"]>>>;
type Fixtures = {
  /**
   * The worker's page, signed out or as an organization's admin, for the test to go to an address. One page serves all tests
   * that pass, because starting a renderer takes longer than most pages.
   */
  openAs: (viewer?: Viewer) => Promise<Page>;
};
type Browsers = Map<Viewer | undefined, { context: BrowserContext; page?: Page }>;
export const DESKTOP = { width: 1280, height: 720 };

// The pointer of Chromium's headless shell begins in the corner, where it would rest on the logo and read its page ahead.
function ignorePointer(): void {
  for (const type of ["pointerover", "pointerout"]) addEventListener(type, (event) => event.stopPropagation(), true);
}

/** For tests that visit every page of one world and change nothing in it; each worker has its own world and browsers. */
export const test = base.extend<Fixtures, { world: World; sessions: Sessions; browsers: Browsers }>({
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
  browsers: [
    async ({ browser: _any }, use) => {
      const browsers: Browsers = new Map();
      await use(browsers);
      for (const { context } of browsers.values()) await context.close();
    },
    { scope: "worker" },
  ],
  openAs: async ({ browser, baseURL, sessions, browsers }, use, { errors }) => {
    await use(async (viewer) => {
      const opened = browsers.get(viewer) ?? {
        context: await browser.newContext({ baseURL, ...(viewer ? { storageState: sessions[viewer] } : {}) }),
      };
      if (!browsers.has(viewer)) {
        await announceHydration(opened.context);
        await opened.context.addInitScript(ignorePointer);
        await bringAxe(opened.context);
      }
      browsers.set(viewer, opened);
      opened.page ??= await opened.context.newPage();
      opened.page.removeAllListeners("request");
      await opened.page.setViewportSize(DESKTOP);
      await opened.page.emulateMedia({ colorScheme: "light" });
      return opened.page;
    });
    if (errors.length === 0) return;
    for (const opened of browsers.values()) {
      await opened.page?.close();
      delete opened.page;
    }
  },
});

/** Opens a path, waits until its heading is there and its scripts react, and returns its HTML. */
export async function visit(page: Page, path: string): Promise<string> {
  const answer = await page.goto(path);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  return (await answer?.text()) ?? "";
}

/** Opens a dialog of the current page. */
export async function openByClick(page: Page, opener: string | RegExp, item?: string): Promise<Locator> {
  const opened = page.locator("dialog[open]");
  await page.getByRole("button", { name: opener }).first().click();
  if (item) await page.getByRole("menuitem", { name: item }).click();
  await expect(opened).toBeVisible();
  return opened;
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
