import { defineConfig } from "@playwright/test";

// npm run screenshots: not a test, but pictures of the demo organization in a production build.
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
