import { stopInBothThemes } from "./accessibility";
import { expect, test } from "./fixtures";
import { openByClick, openViewers, type Viewers, visit } from "./pages";
import { bareRoutes, dialogs, routes, seedPages, type World } from "./routes";

// Every page and every dialog, in both themes, against WCAG 2.2 AA. One world and one set of browsers for a worker.
test.describe.configure({ mode: "default" });

let world: World;
let viewers: Viewers;

test.beforeAll(async ({ browser }) => {
  world = await seedPages();
  viewers = await openViewers(browser, process.env.E2E_API_URL ?? "", world);
});
test.afterAll(() => viewers.close());

for (const route of [...routes, ...bareRoutes]) {
  test(`axe finds nothing on the page: ${route.name}`, async () => {
    if (route.name === "reference") test.setTimeout(240_000); // some seventy operations on one page
    const page = viewers.pageFor(route);
    await visit(page, route.path(world));
    await stopInBothThemes(page, route.name);
  });
}

for (const { name, path, opener } of dialogs) {
  test(`the dialog takes the focus, gives it back, and axe finds nothing: ${name}`, async () => {
    const page = viewers.pageFor({ as: "full" });
    await visit(page, path(world));
    const dialog = await openByClick(page, opener);
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await stopInBothThemes(page, name);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: opener }).first()).toBeFocused();
  });
}

for (const [menu, opener] of [
  ["units", /^Active org unit:/],
  ["account", /^Account of/],
] as const) {
  test(`axe finds nothing in the open menu: ${menu}`, async () => {
    const page = viewers.pageFor({ as: "full" });
    await visit(page, "/dashboard");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: opener }).click();
    await expect(page.locator("[role=menu], [role=listbox]").first()).toBeVisible();
    await stopInBothThemes(page, menu);
  });
}

test("every page has a title of its own", async () => {
  const titles: string[] = [];
  for (const route of routes) {
    const html = await (await viewers.pageFor(route).request.get(route.path(world))).text();
    titles.push(/<title>([^<]*)/.exec(html)?.[1] ?? "");
  }
  const own = titles.filter((title) => !title.startsWith("Not found"));
  expect(own).toHaveLength(routes.length - 2);
  expect(own.filter((title, place) => own.indexOf(title) !== place)).toEqual([]);
});
