import { _baseTest as base } from "@playwright/test";
import { ApiClient } from "./api-client";
import { type ApiDocument, type Contract, createContract } from "./api-contract";
import { closeSeed, type Organization, seedOrganization } from "./seed";

type TestFixtures = {
  /** `npm start`, as an anonymous caller. */
  api: ApiClient;
  /** A new organization for this test. */
  org: Organization;
};
type WorkerFixtures = {
  contract: Contract;
  /** The address of each host: `npm start`, and Next itself. */
  urls: { api: string; next: string };
};

// The base without browser fixtures: setting up and tearing down their thirty or so options for each test took a fifth of the
// workers' CPU.
export const test = base.extend<TestFixtures, WorkerFixtures>({
  urls: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures to set up
    async ({}, use) => {
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
