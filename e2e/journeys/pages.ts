import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "./hydration";

export const DESKTOP = { width: 1280, height: 720 };

/** Opens a path, waits until its heading is there and its scripts react, and returns its HTML. */
export async function visit(page: Page, path: string): Promise<string> {
  const answer = await page.goto(path);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  return (await answer?.text()) ?? "";
}

/** Opens a dialog of the current page. */
export async function openByClick(page: Page, opener: string | RegExp, item?: string): Promise<Locator> {
  const opened = page.locator("dialog[open]");
  await page.getByRole("button", { name: opener }).first().click();
  if (item) await page.getByRole("menuitem", { name: item }).click();
  await expect(opened).toBeVisible();
  return opened;
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
