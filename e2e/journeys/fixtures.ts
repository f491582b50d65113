import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { browserArgs, findBrowser } from "@/e2e/browser";
import { closeSeed, type Organization, type Person, seededPassword, seedOrganization, seedPassword } from "@/e2e/seed";
import { announceHydration } from "./hydration";

type Fixtures = {
  /** An organization of this test's own; its admin is Ada Lovelace. */
  org: Organization;
  /** A page of a browser of its own in which the person is signed in, though not by the page. */
  signedIn: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
};

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

export const test = base.extend<Fixtures, { seed: undefined }>({
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
});

export { expect } from "@playwright/test";
export { stop } from "./accessibility";
