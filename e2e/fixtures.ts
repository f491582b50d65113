import { test as base } from "@playwright/test";
import { ApiClient } from "./api-client";
import { type ApiDocument, type Contract, createContract } from "./api-contract";
import { closeSeed, type Organization, seedOrganization } from "./seed";

type TestFixtures = {
  /** `npm start`, as nobody. */
  api: ApiClient;
  /** An organization of this test's own. */
  org: Organization;
};
type WorkerFixtures = {
  contract: Contract;
  /** Where each host listens: `npm start`, and Next itself. */
  urls: { api: string; next: string };
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  urls: [
    async ({ browserName: _any }, use) => {
      await use({ api: process.env.E2E_API_URL ?? "", next: process.env.E2E_NEXT_URL ?? "" });
      await closeSeed();
    },
    { scope: "worker" },
  ],
  contract: [
    async ({ urls }, use) => {
      const document = await fetch(`${urls.api}/openapi.json`);
      await use(createContract((await document.json()) as ApiDocument));
    },
    { scope: "worker" },
  ],
  api: async ({ urls, contract }, use) => use(new ApiClient(urls.api, contract)),
  org: async ({ urls: _seeded }, use) => use(await seedOrganization()),
});

export { expect } from "@playwright/test";
