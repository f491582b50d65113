import { expect, test } from "@playwright/test";
import { installBrowser } from "@/e2e/browser";

// Before the journeys and once, so that no two workers install at a time.
test("there is a Chromium", () => {
  test.setTimeout(600_000);
  expect(installBrowser()).not.toBe("");
});
