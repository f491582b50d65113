import type { Page } from "@playwright/test";
import { seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { createUnit, signOut, switcher, switchTo } from "./steps";

/** Creates a unit and tells for which OU the browser has sent it. */
async function pinnedWhileCreating(page: Page, name: string): Promise<string | undefined> {
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/org-units"));
  await createUnit(page, name);
  return (await sent).headers()["x-active-ou-id"];
}

test("two tabs work in two units: a switch is announced, followed on demand, and writes stay where the page is", async ({
  org,
  signedIn,
}) => {
  const apac = await seedUnit(org.org_id, "APAC Sales");
  const one = await signedIn(org.admin);
  const two = await one.context().newPage();
  await one.goto("/dashboard/org-units");
  await two.goto("/dashboard/org-units");
  await expect(switcher(one)).toHaveAccessibleName("Active unit: Default. Switch");

  await switchTo(two, "APAC Sales");
  await expect(one.getByText("This tab still works in Default. Another tab switched to APAC Sales.")).toBeVisible();
  await stop(one, "the announcement of a switch");
  expect(await pinnedWhileCreating(one, "From one")).toBe(org.defaultUnit.unit_id);
  expect(await pinnedWhileCreating(two, "From two")).toBe(apac.unit_id);

  await one.getByRole("button", { name: "Follow to APAC Sales" }).click();
  await expect(switcher(one)).toHaveAccessibleName("Active unit: APAC Sales. Switch");
  await expect(one.getByText("Another tab switched")).toBeHidden();
  expect(await pinnedWhileCreating(one, "Followed")).toBe(apac.unit_id);
});

test("signing out in one tab ends the other, and a copied cookie is dead", async ({
  org,
  signedIn,
  browser,
  baseURL,
}) => {
  const one = await signedIn(org.admin);
  const two = await one.context().newPage();
  await one.goto("/dashboard");
  await two.goto("/dashboard/members");
  await expect(two.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  const storageState = await one.context().storageState();

  await signOut(one);
  await expect(two).toHaveURL(/\/sign-in/);

  const thief = await browser.newContext({ baseURL, storageState });
  expect((await thief.request.get("/me")).status()).toBe(401);
  const page = await thief.newPage();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
  await thief.close();
});
