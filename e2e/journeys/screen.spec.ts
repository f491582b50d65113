import type { Page } from "@playwright/test";
import { expect, stop, test } from "./fixtures";
import { openByClick, openViewers, visit } from "./pages";
import { bareRoutes, dialogs, routes, seedPages } from "./routes";

/** How far the page can be scrolled sideways, in CSS pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("320 px wide, which is 1280 px at 400 %: no page scrolls sideways, nor does a dialog", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const world = await seedPages();
  const viewport = { width: 320, height: 640 };
  const viewers = await openViewers(browser, baseURL ?? "", world, { viewport });
  const tooWide: string[] = [];
  for (const route of [...routes, ...bareRoutes]) {
    await visit(viewers.pageFor(route), route.path(world));
    const pixels = await overflow(viewers.pageFor(route));
    if (pixels > 0) tooWide.push(`${route.name}: ${pixels} px`);
  }
  for (const step of dialogs) {
    await visit(viewers.pageFor({ as: "full" }), step.path(world));
    const dialog = await openByClick(viewers.pageFor({ as: "full" }), step.opener);
    const pixels = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    const box = await dialog.boundingBox();
    if (pixels > 0 || !box || box.x < 0 || box.x + box.width > viewport.width) tooWide.push(`dialog ${step.name}`);
  }
  expect(tooWide).toEqual([]);
  await viewers.close();
});

test("the dark theme comes from the server, is chosen in the menu, and stays", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await page.waitForLoadState("networkidle");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "dark" }).click();
  await expect.poll(background).not.toBe(light);
  await page.keyboard.press("Escape");
  await stop(page, "the dark overview");
  const html = await (await page.request.get("/dashboard")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);

  await page.context().clearCookies({ name: "theme" });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await expect.poll(background).not.toBe(light);
});

test("with forced colours the focus, the active unit and the current page can still be told", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin, { forcedColors: "active", reducedMotion: "reduce" });
  await page.goto("/dashboard/members");
  const current = page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Members" });
  await expect(current).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(outline).not.toBe("none");
  const moving = await page.evaluate(
    () => document.getAnimations().filter((one) => one.playState === "running").length,
  );
  expect(moving).toBe(0);
  await stop(page, "forced colours");
});
