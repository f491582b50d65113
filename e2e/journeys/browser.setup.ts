import { expect, test } from "@playwright/test";
import { installBrowser } from "@/e2e/browser";

// Runs once before the journeys, so that two workers never install at the same time.
test("Chromium is installed", () => {
  test.setTimeout(600_000);
  expect(installBrowser()).not.toBe("");
});
