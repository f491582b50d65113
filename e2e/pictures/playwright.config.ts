import { defineConfig } from "@playwright/test";

// npm run screenshots: no test, but a production build of the demo organization to be looked at.
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  globalSetup: "../global-setup.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 300_000,
  reporter: [["list"]],
  use: { locale: "en-US", timezoneId: "UTC" },
});
