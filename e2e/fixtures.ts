import { test as base } from "@playwright/test";
import { ApiClient } from "./api-client";
import { type ApiDocument, type Contract, createContract } from "./api-contract";
import { closeSeed, type Organization, seedOrganization } from "./seed";

export type HostOptions = { host: "api" | "next" };

type TestFixtures = {
  /** The host under test, as nobody. */
  api: ApiClient;
  /** An organization of this test's own. */
  org: Organization;
};
type WorkerFixtures = HostOptions & {
  contract: Contract;
  /** Where each host listens. */
  urls: Record<HostOptions["host"], string>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  host: ["api", { option: true, scope: "worker" }],
  urls: [
    async ({ host: _any }, use) => {
      await use({ api: process.env.E2E_API_URL ?? "", next: process.env.E2E_NEXT_URL ?? "" });
      await closeSeed();
    },
    { scope: "worker" },
  ],
  contract: [
    async ({ urls, host }, use) => {
      const document = await fetch(`${urls[host]}/openapi.json`);
      await use(createContract((await document.json()) as ApiDocument));
    },
    { scope: "worker" },
  ],
  api: async ({ urls, host, contract }, use) => use(new ApiClient(urls[host], contract)),
  org: async ({ urls: _seeded }, use) => use(await seedOrganization()),
});

export { expect } from "@playwright/test";
