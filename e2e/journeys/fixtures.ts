import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { browserArgs, findBrowser } from "@/e2e/browser";
import { closeSeed, type Organization, type Person, seededPassword, seedOrganization, seedPassword } from "@/e2e/seed";
import { bringAxe } from "./accessibility";
import { announceHydration } from "./hydration";
import { DESKTOP } from "./pages";
import { seedPages, type Viewer, type World } from "./routes";

type Fixtures = {
  /** A new organization for this test, whose admin is Ada Lovelace. */
  org: Organization;
  /** Opens a page in a new browser where the person is already signed in. */
  signedIn: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
  /**
   * The worker's page, signed out or as an admin of its world, for a test to go to an address and change nothing. One page
   * serves all tests that pass, because starting a renderer takes longer than most pages.
   */
  openAs: (viewer?: Viewer) => Promise<Page>;
};
type Sessions = Record<Viewer, Awaited<ReturnType<BrowserContext["storageState"]>>>;
type Browsers = Map<Viewer | undefined, { context: BrowserContext; page?: Page }>;
// Each worker has its own world and browsers. Every journey declares them, used or not, because Playwright starts new workers, and
// so new browsers, for tests that declare others.
type WorkerFixtures = { seed: undefined; world: World; sessions: Sessions; browsers: Browsers };

// The pointer of Chromium's headless shell begins in the corner, where it would rest on the logo and read its page ahead.
function ignorePointer(): void {
  for (const type of ["pointerover", "pointerout"]) addEventListener(type, (event) => event.stopPropagation(), true);
}

/** Signs a browser in over HTTP, as the page's own script does. */
export async function signIn(
  context: BrowserContext,
  url: string,
  credentials: { email: string; password: string },
): Promise<void> {
  const { email, password } = credentials;
  const answer = await context.request.post(`${url}/sign-in/submit`, {
    headers: { Origin: url },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`Could not sign in: ${answer.status()} ${await answer.text()}`);
}

/** Signs a browser in as a seeded person. */
export async function signInByHttp(context: BrowserContext, url: string, person: Person): Promise<void> {
  await seedPassword(person.org_member_id);
  await signIn(context, url, { email: person.email, password: seededPassword });
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  seed: [
    async ({ browserName: _any }, use) => {
      await use(undefined);
      await closeSeed();
    },
    { scope: "worker", auto: true },
  ],
  launchOptions: [
    async ({ browserName: _any }, use) => {
      const executablePath = findBrowser();
      await use({ args: browserArgs(), ...(executablePath ? { executablePath } : {}) });
    },
    { scope: "worker" },
  ],
  baseURL: async ({ seed: _any }, use) => use(process.env.E2E_API_URL),
  context: async ({ context }, use) => {
    await announceHydration(context);
    await use(context);
  },
  org: async ({ seed: _any }, use) => use(await seedOrganization()),
  signedIn: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({ baseURL, ...options });
      contexts.push(context);
      await announceHydration(context);
      await signInByHttp(context, baseURL ?? "", person);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  world: [async ({ seed: _any }, use) => use(await seedPages()), { scope: "worker" }],
  sessions: [
    async ({ browser, world }, use) => {
      const sessionOf = async (viewer: Viewer) => {
        const context = await browser.newContext();
        await signInByHttp(context, process.env.E2E_API_URL ?? "", world[viewer].admin);
        const session = await context.storageState();
        await context.close();
        return session;
      };
      await use({ full: await sessionOf("full"), empty: await sessionOf("empty") });
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
        context: await browser.newContext({
          baseURL,
          ...(viewer ? { storageState: sessions[viewer] } : {}),
        }),
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

export { expect } from "@playwright/test";
export { stop } from "./accessibility";
