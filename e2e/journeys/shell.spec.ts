import type { Page, Request } from "@playwright/test";
import { expect, test } from "./fixtures";
import { hydrated } from "./hydration";

const navigation = (page: Page) => page.getByRole("navigation", { name: "Dashboard" });
const linkTo = (page: Page, name: string) => navigation(page).getByRole("link", { name, exact: true });
/** Whether it asks for the data of the page, not only for what the page is made of. */
const reads = (request: Request, path: string) =>
  "rsc" in request.headers() &&
  !("next-router-prefetch" in request.headers()) &&
  new URL(request.url()).pathname === path;
const widthOf = async (page: Page) => (await navigation(page).boundingBox())?.width ?? 0;

test("the navigation narrows to icons whose links keep their names, and the server draws it so from then on", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  const wide = await widthOf(page);
  await page.getByRole("button", { name: "Collapse the navigation" }).click();
  expect(await widthOf(page)).toBeLessThan(wide / 2);
  await expect(linkTo(page, "Members")).toBeVisible();
  expect(await (await page.request.get("/dashboard")).text()).toMatch(/<nav[^>]* data-narrow="true"/);
  await page.reload();
  await page.getByRole("button", { name: "Expand the navigation" }).click();
  expect(await widthOf(page)).toBe(wide);
});

test("a page is read ahead once while the mouse rests on its link, and the click asks for nothing more", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  let asked = 0;
  page.on("request", (request) => {
    if (reads(request, "/dashboard/members")) asked += 1;
  });
  const arrives = page.waitForResponse((response) => reads(response.request(), "/dashboard/members"));
  const since = Date.now();
  await linkTo(page, "Members").hover();
  await arrives;
  await linkTo(page, "Members").click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  const isOld = Date.now() - since >= 2_000; // on a slow machine the page may be read again
  expect(asked).toBeLessThanOrEqual(isOld ? 2 : 1);
});
