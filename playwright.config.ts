import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e/api",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  workers: 4, // the tests wait more than they work, so four keep two cores busy
  timeout: 120_000, // for a busy machine; no test waits it out
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  retries: 1, // a second try is reported as flaky, and does not hide it
  forbidOnly: process.env.CI !== undefined,
  projects: [
    { name: "api-host" },
    {
      name: "browser",
      testDir: "e2e/journeys",
      snapshotPathTemplate: "{testDir}/design/{arg}{ext}",
      use: {
        trace: "on-first-retry", // recording costs every test, and only a failed one is looked into
        locale: "en-US",
        timezoneId: "UTC",
        contextOptions: { reducedMotion: "reduce" }, // contrast is measured at once
      },
    },
  ],
});
