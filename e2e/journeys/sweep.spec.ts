import type { Page } from "@playwright/test";
import { stopInBothThemes } from "./accessibility";
import { MOST, namedBy, watchScripts } from "./first-load";
import { expect, test } from "./fixtures";
import { DESKTOP, openByClick, overflow, visit } from "./pages";
import { bareRoutes, type DialogStep, dialogs, routes } from "./routes";

// Opens every page and every dialog once: WCAG 2.2 AA in both themes, the width, and what a first visit fetches.
const NARROW = { width: 320, height: 640 }; // 1280 px at 400 %
const PHONE = { width: 390, height: 844 };
const HEADING_WITHIN = 96;

const topOfHeading = (page: Page): Promise<number> =>
  page.getByRole("heading", { level: 1 }).evaluate((heading) => heading.getBoundingClientRect().top + scrollY);

/** The dialog takes and returns the focus, fits 320 px, and axe finds no violation. */
async function checkDialog(page: Page, { name, opener, item }: DialogStep): Promise<void> {
  await page.setViewportSize(DESKTOP);
  const dialog = await openByClick(page, opener, item);
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await stopInBothThemes(page, name, "dialog[open]"); // the page itself has been looked at
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: opener }).first()).toBeFocused();

  await page.setViewportSize(NARROW);
  await openByClick(page, opener, item);
  expect.soft(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const { x, width } = (await dialog.boundingBox()) ?? { x: -1, width: 0 };
  expect.soft(x).toBeGreaterThanOrEqual(0);
  expect.soft(x + width).toBeLessThanOrEqual(NARROW.width);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

for (const route of [...routes, ...bareRoutes]) {
  const isBudgeted = routes.includes(route);
  test(`axe finds no violation, phones begin with the heading, 320 px are wide enough, the scripts fit their budget, and the dialogs work: ${route.name}`, async ({
    openAs,
    world,
  }) => {
    const page = await openAs(route.as);
    const checkScripts = watchScripts(page, route);
    const html = await visit(page, route.path(world));
    await stopInBothThemes(page, route.name);
    if (route.as) {
      await page.setViewportSize(PHONE);
      expect.soft(await topOfHeading(page), "px above the heading").toBeLessThanOrEqual(HEADING_WITHIN);
    }
    await page.setViewportSize(NARROW);
    expect.soft(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
    if (isBudgeted) await checkScripts(html);
    for (const dialog of dialogs.filter(({ on }) => on === route.name)) {
      await test.step(`dialog: ${dialog.name}`, () => checkDialog(page, dialog));
    }
  });
}

for (const [menu, opener] of [
  ["units", /^Active org unit:/],
  ["account", /^Account of/],
] as const) {
  test(`axe finds no violation in the open menu: ${menu}`, async ({ openAs }) => {
    const page = await openAs("full");
    await visit(page, "/dashboard");
    await page.getByRole("button", { name: opener }).click();
    await expect(page.locator("[role=menu], [role=listbox]").first()).toBeVisible();
    await stopInBothThemes(page, menu);
  });
}

test("each dialog is on one of the pages that are opened", () => {
  const opened = new Set([...routes, ...bareRoutes].map(({ name }) => name));
  expect(dialogs.filter(({ on }) => !opened.has(on))).toEqual([]);
});

test("no page of the reference names more than 140 kB of script, whatever the shell needs", async ({ openAs }) => {
  const page = await openAs();
  const html = await (await page.request.get("/docs")).text();
  const paths = new Set(html.match(/(?<=href=")\/docs(\/[a-z-]+)?(?=["#])/g));
  expect(paths.size).toBeGreaterThan(15);
  for (const path of paths) expect.soft(await namedBy(page, path), path).toBeLessThanOrEqual(MOST);
});

test("every page has its own title, and one below another has breadcrumbs", async ({ openAs, world }) => {
  const titles: string[] = [];
  const nested: string[] = [];
  const [nobody, full, empty] = [await openAs(), await openAs("full"), await openAs("empty")];
  for (const { name, as, path } of routes) {
    const { request } = as === "full" ? full : as === "empty" ? empty : nobody;
    const html = await (await request.get(path(world))).text();
    titles.push(/<title>([^<]*)/.exec(html)?.[1] ?? "");
    if (html.includes('<nav aria-label="Breadcrumb"')) nested.push(name);
  }
  const own = titles.filter((title) => !title.startsWith("Not found"));
  expect(own).toHaveLength(routes.length - 2);
  expect(own.filter((title, index) => own.indexOf(title) !== index)).toEqual([]);
  const people = ["member", "invited member", "invite many", "update from a list"];
  const others = ["message", "access change", "access review", "webhook endpoint", "last admin", "lead"];
  expect(nested).toEqual(["org unit", ...people, ...others]);
});
