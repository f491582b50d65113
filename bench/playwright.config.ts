import { defineConfig } from "@playwright/test";

// npm run lighthouse: a measurement and no test; Playwright starts the production build and finds the browser.
export default defineConfig({
  testDir: ".",
  testMatch: ["lighthouse.spec.ts", "scrolling.spec.ts"],
  outputDir: "../test-results",
  globalSetup: "../e2e/global-setup.ts",
  workers: 1,
  timeout: 600_000,
  reporter: [["list"]],
});
