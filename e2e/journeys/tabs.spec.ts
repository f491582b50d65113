import type { Page } from "@playwright/test";
import { seedLead, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { createUnit, signOut, switcher, switchTo } from "./steps";

/** Creates an OU and returns the OU that the browser sent the request for. */
async function pinnedWhileCreating(page: Page, name: string): Promise<string | undefined> {
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/org-units"));
  await createUnit(page, name);
  return (await sent).headers()["x-active-ou-id"];
}

test("two tabs work in two org units: a switch is announced, can be followed, and calls go to the tab's own org unit", async ({
  org,
  signedIn,
}) => {
  const apac = await seedUnit(org.org_id, "APAC Sales");
  const one = await signedIn(org.admin);
  const two = await one.context().newPage();
  await one.goto("/dashboard/org-units");
  await two.goto("/dashboard/org-units");
  await expect(switcher(one)).toHaveAccessibleName("Active org unit: Default. Switch");

  await switchTo(two, "APAC Sales");
  await expect(one.getByText("This tab still works in Default. Another tab switched to APAC Sales.")).toBeVisible();
  await stop(one, "the announcement of a switch");
  expect(await pinnedWhileCreating(one, "From one")).toBe(org.defaultUnit.unit_id);
  const asked = one.waitForRequest("**/me");
  const late = gate();
  await one.route("**/me", async (route) => {
    const answer = await route.fetch();
    await late.opened;
    await route.fulfill({ response: answer });
  });
  expect(await pinnedWhileCreating(two, "From two")).toBe(apac.unit_id);
  await asked;

  await one.getByRole("button", { name: "Switch to APAC Sales" }).click();
  await expect(switcher(one)).toHaveAccessibleName("Active org unit: APAC Sales. Switch");
  const readAgain = one.waitForResponse((answer) => "rsc" in answer.request().headers());
  late.open(); // says that Default is active
  await readAgain;
  await expect(switcher(one)).toHaveAccessibleName("Active org unit: APAC Sales. Switch");
  await expect(one.getByText("Another tab switched")).toBeHidden();
  expect(await pinnedWhileCreating(one, "Followed")).toBe(apac.unit_id);
});

test("a page keeps its org unit after a reload, and says so when another tab renames it", async ({ org, signedIn }) => {
  await seedUnit(org.org_id, "APAC Sales");
  const one = await signedIn(org.admin);
  const two = await one.context().newPage();
  await one.goto("/dashboard/ou/default/leads?search=ada");
  await expect(one.getByText("The people scored in Default")).toBeVisible();
  await two.goto("/dashboard/org-units");
  await switchTo(two, "APAC Sales");
  await one.reload();
  await hydrated(one);
  const search = one.getByRole("searchbox");
  await search.fill("ada l");
  await expect(one.getByText("The people scored in Default")).toBeVisible();
  await expect(switcher(one)).toHaveAccessibleName("Active org unit: Default. Switch");

  await two.getByRole("link", { name: "Default", exact: true }).click();
  await two.getByRole("button", { name: "Rename Default" }).click();
  await two.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Headquarters");
  await two.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(one.getByText("The people scored in Headquarters")).toBeVisible();
  await expect(one.getByText("Default is now called Headquarters")).toBeVisible();
  await expect(switcher(one)).toHaveAccessibleName("Active org unit: Headquarters. Switch");
  await expect(search).toHaveValue("ada l");
  await expect(one).toHaveURL(/\/dashboard\/ou\/default\/leads\?search=ada\+l$/);
  await one.reload();
  await expect(one).toHaveURL(/\/dashboard\/ou\/headquarters\/leads\?search=ada\+l$/);
});

test("old addresses and a lead's own lead to the org unit that has it; Back returns to the one before", async ({
  org,
  signedIn,
}) => {
  const apac = await seedUnit(org.org_id, "APAC Sales");
  const lead = await seedLead(org.org_id, apac.unit_id);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/rules?x=1");
  await expect(page).toHaveURL(/\/dashboard\/ou\/default\/rules\?x=1$/);
  for (const path of [`/dashboard/leads/${lead}`, `/dashboard/ou/default/leads/${lead}`]) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/dashboard/ou/apac-sales/leads/${lead}$`));
    await expect(page.getByText("A lead of APAC Sales.")).toBeVisible();
  }
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: APAC Sales. Switch");
  await switchTo(page, "Default");
  await expect(page).toHaveURL(/\/dashboard\/ou\/default\/leads$/);
  await expect(page.getByText("The people scored in Default")).toBeVisible();
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/org-units/active"));
  await page.goBack();
  await expect(page.getByText("A lead of APAC Sales.")).toBeVisible();
  await kept;
  await expect(page.getByText("Another tab switched")).toBeHidden();
  const above = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link");
  await expect(above).toHaveText(["APAC Sales", "Leads"]);
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: APAC Sales. Switch");

  const next = await page.context().newPage();
  await next.goto("/dashboard");
  await expect(switcher(next)).toHaveAccessibleName("Active org unit: APAC Sales. Switch");
});

test("signing out in one tab signs out the other, and a copied cookie no longer works", async ({
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
