import { expect, type Page } from "@playwright/test";
import { seedUnit } from "@/e2e/seed";
import { stop, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { switcher, tabTo, unitCard } from "./steps";
import { addRule, callInUnit } from "./unit-data";

const focusIsInDialog = (page: Page) =>
  page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest("dialog[open]"));

test("the keyboard is enough to skip to the content, switch and create org units, and close a dialog", async ({
  org,
  signedIn,
}) => {
  await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  await hydrated(page);

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await stop(page, "the skip link");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page.reload();
  await hydrated(page);
  await tabTo(page, switcher(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search org units" })).toBeFocused();
  await stop(page, "the open switcher");
  await page.keyboard.type("eme");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: EMEA Sales. Switch");
  await expect(switcher(page)).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search org units" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(switcher(page)).toBeFocused();

  const opener = page.getByRole("button", { name: "Create org unit" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create an org unit" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    expect(await focusIsInDialog(page)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Nordics");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(unitCard(page, "Nordics")).toBeVisible();
  await expect(opener).toBeFocused();
});

test("the account's menu works with arrow keys and returns the focus", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  const menu = page.getByRole("button", { name: /^Account of/ });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Profile" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Change password" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});

test("a rule moves as often as the arrow key is pressed, however late the answers are", async ({ org, signedIn }) => {
  const call = { token: org.admin.token, unitId: org.defaultUnit.unit_id };
  await addRule(call, "page_viewed", 1);
  const [ruleset] = await callInUnit<{ id: string }[]>(call, "GET", "/rulesets");
  for (const weight of [2, 3, 4]) {
    await callInUnit(call, "POST", `/rulesets/${ruleset?.id}/rules`, { event_type: "page_viewed", weight });
  }
  const page = await signedIn(org.admin);
  const moves: ReturnType<typeof gate>[] = [];
  await page.route("**/rulesets/*/rules/*", async (route) => {
    const move = gate();
    moves.push(move);
    await move.opened;
    await route.continue();
  });
  await page.goto("/dashboard/ou/default/rules");
  await hydrated(page);
  const rules = page.getByRole("region", { name: "Website" }).getByRole("listitem");
  const first = page.getByRole("button", { name: "Edit: page_viewed, +1" });
  await first.press("Alt+ArrowDown");
  await first.press("Alt+ArrowDown");
  await expect.poll(() => moves.length).toBe(1);
  moves[0]?.open();
  await expect.poll(() => moves.length).toBe(2);
  await first.press("Alt+ArrowDown");
  moves[1]?.open();
  await expect.poll(() => moves.length).toBe(3);
  moves[2]?.open();
  await expect(rules).toHaveText([/^\+2/, /^\+3/, /^\+4/, /^\+1/]);
  await expect(first).toBeFocused();
  await expect(page.getByText("Moved to place 4 of 4")).toBeVisible();
});
