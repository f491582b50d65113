import { defineConfig } from "@playwright/test";
import type { HostOptions } from "./e2e/fixtures";

// Both hosts run the same handlers, and hosts.spec.ts compares their answers to every operation. Against Next itself run
// the published examples and the browser's sessions besides.
const UNDER_NEXT = /(reference|session)\.spec\.ts$/;

export default defineConfig<HostOptions>({
  testDir: "e2e/api",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  retries: 1, // a second try is reported as flaky, and does not hide it
  reporter: [["list"]],
  forbidOnly: process.env.CI !== undefined,
  projects: [
    { name: "api-host", use: { host: "api" } },
    { name: "next-host", use: { host: "next" }, testMatch: UNDER_NEXT },
    { name: "chromium", testDir: "e2e/journeys", testMatch: "browser.setup.ts" },
    {
      name: "browser",
      testDir: "e2e/journeys",
      dependencies: ["chromium"],
      use: { trace: "retain-on-failure", locale: "en-US", timezoneId: "UTC" },
    },
  ],
});
