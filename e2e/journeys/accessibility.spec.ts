import type { Page } from "@playwright/test";
import { expect, stop, test } from "./fixtures";
import { openDialogOf, openViewers, type Viewers, visit } from "./pages";
import { everyDialog, everyRoute, seedPages, type World } from "./routes";

// Every page and every dialog, in both themes, against WCAG 2.2 AA. One browser for all: what differs is in the table.
test.describe.configure({ mode: "default", timeout: 600_000 });

let world: World;
let viewers: Viewers;

test.beforeAll(async ({ browser }) => {
  world = await seedPages();
  viewers = await openViewers(browser, process.env.E2E_API_URL ?? "", world);
});
test.afterAll(() => viewers.close());

async function stopInBothThemes(page: Page, name: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    await stop(page, `${name}, ${theme}`);
  }
}

test("every page has one heading, a title of its own, and nothing that axe objects to", async () => {
  const titles = new Map<string, string>();
  for (const route of everyRoute(world)) {
    const page = viewers.pageFor(route);
    await visit(page, route);
    titles.set(route.path.split("?")[0] ?? "", await page.title());
    await stopInBothThemes(page, route.name);
  }
  const shared = [...titles.values()].filter((title, index, all) => all.indexOf(title) !== index);
  expect(shared.filter((title) => !/Not found|Default/.test(title))).toEqual([]);
});

test("every dialog takes the focus, keeps it, gives it back, and passes axe", async () => {
  for (const step of everyDialog(world)) {
    const page = viewers.pageFor({ as: "full" });
    const dialog = await openDialogOf(page, step);
    expect(await dialog.evaluate((element) => element.contains(document.activeElement)), step.name).toBe(true);
    await stopInBothThemes(page, step.name);
    await page.keyboard.press("Escape");
    await expect(dialog, step.name).toBeHidden();
    await expect(page.getByRole("button", { name: step.opener }).first(), step.name).toBeFocused();
  }
});

test("the open menus pass axe", async () => {
  const page = viewers.pageFor({ as: "full" });
  for (const name of [/^Active unit:/, /^Account of/]) {
    await visit(page, { path: "/dashboard" });
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("button", { name, includeHidden: true })).toHaveAttribute("aria-expanded", "true");
    await stopInBothThemes(page, `menu ${name}`);
  }
});
