import fs from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { signIn } from "@/e2e/journeys/fixtures";

type Guide = { email: string; password: string };

/** The demo organization's people whose passwords `demo.json` tells: first admin, editor, viewer, one without any OU. */
export function demoGuides(): Guide[] {
  const file = path.join(process.env.E2E_DATA_DIR ?? "", "demo.json");
  return JSON.parse(fs.readFileSync(file, "utf8")).members;
}

/** Opens a page as one of the demo's people, or as nobody. */
export async function openAs(
  browser: Browser,
  guide: Guide | undefined,
  options: BrowserContextOptions,
): Promise<Page> {
  const baseURL = process.env.E2E_API_URL ?? "";
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce", ...options });
  if (guide) await signIn(context, baseURL, guide);
  return context.newPage();
}

/** The demo's ids that paths need: an OU and a member, by their names. */
export async function demoIds(page: Page): Promise<{ unit: string; member: string; self: string }> {
  const read = async (at: string) => (await page.request.get(at)).json();
  const [units, found, me] = [await read("/org-units"), await read("/members?search=mateo"), await read("/me")];
  const unit = units.find(({ name }: { name: string }) => name === "EMEA Sales");
  return { unit: unit.unit_id, member: found[0].org_member_id, self: me.org_member_id };
}

/** Opens a path and waits until nothing moves any more. */
export async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
}

/** Clicks a button and waits for what it opens. */
export async function open(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: button }).first().click();
  await expect(page.locator("dialog[open], [role=menu], [role=listbox]").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
}
