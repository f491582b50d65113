import { expect, type Page } from "@playwright/test";
import { database, seedMany, seedMember, seedUnit } from "@/e2e/seed";
import { stopInBothThemes as stop } from "./accessibility";
import { test } from "./fixtures";
import { hydrated } from "./hydration";
import { overflow } from "./pages";

test.describe.configure({ timeout: 120_000 });

const grid = (page: Page) => page.getByRole("grid", { name: "People and their roles in org units" });
const focused = (page: Page) => page.locator("[role=gridcell]:focus");
const pendingBar = (page: Page) => page.getByRole("region", { name: "Pending changes" });
const result = (page: Page) => page.getByRole("status", { name: "The result of the change" });
const columns = (page: Page) => grid(page).getByRole("columnheader").allTextContents();

/** Opens the page and moves the focus to the grid's tab stop. */
async function enterGrid(page: Page) {
  await page.goto("/dashboard/access");
  await hydrated(page);
  await expect(grid(page).getByText("Ada Lovelace")).toBeVisible();
  await page.getByRole("button", { name: "No access" }).focus();
  await page.keyboard.press("Tab");
  await expect(focused(page)).toBeFocused();
}

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Pastes a text as a spreadsheet would have copied it. */
async function paste(page: Page, text: string) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+V");
}

const rolesIn = async (unitId: string) =>
  Object.fromEntries(
    (
      await database()`select last_name, ou_memberships.role from ou_memberships join members using (org_id, org_member_id)
        where unit_id = ${unitId} and last_name in ('1', '10', '11') order by last_name`
    ).map(({ last_name, role }) => [last_name, role]),
  );

test("the keyboard sets a role, a range and pasted roles, and one review saves them and undoes them", async ({
  org,
  signedIn,
}) => {
  const [apac, emea] = [await seedUnit(org.org_id, "APAC Sales"), await seedUnit(org.org_id, "EMEA Sales")];
  await seedMany(org.org_id, org.defaultUnit.unit_id, 60);
  await database()`update ou_memberships set expires_at = '2099-06-01T12:00:00Z'
    where org_id = ${org.org_id} and org_member_id = 'mem_' || md5(${org.org_id} || 1)`;
  const page = await signedIn(org.admin);
  await enterGrid(page);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "62");
  expect(await columns(page)).toEqual(["Person", "Default", "APAC Sales", "EMEA Sales"]);
  expect(await grid(page).getByRole("gridcell").count(), "cells rendered of 183").toBeLessThan(90);

  await press(page, "v");
  await expect(page.getByText("Ada Lovelace in Default: the role of an org admin is fixed")).toBeVisible();
  await press(page, "ArrowDown");
  await expect(focused(page)).toHaveText(/^Vieweruntil .*2099/);
  await press(page, "e");
  await expect(focused(page)).toHaveText(/^Editoruntil .*2099.*Pending, was Viewer$/);
  await press(page, "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight", "v");
  await expect(pendingBar(page)).toContainText("5 pending changes, not saved yet.");
  await press(page, "ArrowDown", "ArrowLeft");
  await paste(page, "Admin\tboss\r\nEditor\tViewer\r\n");
  await expect(page.getByText("“boss” for Zoë 11 in EMEA Sales is not a role")).toBeVisible();
  await expect(pendingBar(page)).toContainText("8 pending changes, not saved yet.");
  await press(page, "Shift+ArrowRight", "ControlOrMeta+C", "Shift+ArrowLeft", "ArrowDown", "ArrowDown");
  await press(page, "ControlOrMeta+V");
  await expect(pendingBar(page)).toContainText("9 pending changes, not saved yet.");
  await press(page, "Delete", "ArrowUp", "Delete");
  await expect(pendingBar(page)).toContainText("7 pending changes, not saved yet.");
  await stop(page, "pending changes in the access matrix");

  await page.getByRole("searchbox", { name: "Search org units" }).fill("emea");
  await expect(grid(page)).toHaveAttribute("aria-colcount", "2");
  await expect(pendingBar(page)).toContainText("7 pending changes, not saved yet.");
  await pendingBar(page).getByRole("button", { name: "Review 7 changes" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Review the changes" });
  await expect(dialog.getByText("7 changes.")).toBeVisible();
  await expect(dialog.getByText(/^Zoë 1 in Default/)).toBeVisible();
  await stop(page, "the review of the access matrix");
  await page.keyboard.type("The new contract");
  await press(page, "Enter");
  await expect(result(page)).toContainText("4 people changed.");
  await expect(pendingBar(page)).toContainText("No pending changes.");
  expect([await rolesIn(apac.unit_id), await rolesIn(emea.unit_id)]).toEqual([
    { 1: "viewer", 10: "viewer", 11: "admin" },
    { 1: "viewer", 10: "viewer" },
  ]);
  await press(page, "Tab", "Tab", "Enter");
  await expect(result(page)).toContainText("Undone: 4 people changed back.");
  expect([await rolesIn(apac.unit_id), await rolesIn(emea.unit_id)]).toEqual([{}, {}]);
  await expect(grid(page).getByText("Viewer")).toHaveCount(0);
});

test("an OU admin fills a column of people beyond the view, in their own org units only, and sees another tab's change", async ({
  org,
  signedIn,
}) => {
  const [apac, emea] = [await seedUnit(org.org_id, "APAC Sales"), await seedUnit(org.org_id, "EMEA Sales")];
  await seedMany(org.org_id, emea.unit_id, 250);
  const roles = { [apac.unit_id]: "admin", [emea.unit_id]: "admin", [org.defaultUnit.unit_id]: "viewer" } as const;
  const page = await signedIn(await seedMember(org.org_id, "viewer", roles, ["Grace", "Okafor"]));
  await enterGrid(page);
  expect(await columns(page)).toEqual(["Person", "APAC Sales", "EMEA Sales"]);
  await press(page, "Control+End");
  await expect(page.locator("[role=row]:has(:focus)")).toHaveAttribute("aria-rowindex", "253");
  await expect(focused(page)).toHaveText("Viewer");
  expect(await grid(page).getByRole("gridcell").count(), "cells rendered of 504").toBeLessThan(80);
  await press(page, "Home", "Control+Space", "v");
  await expect(pendingBar(page)).toContainText("251 pending changes, not saved yet.");
  await press(page, "Control+Home", "ArrowDown", "a"); // their own role, as it was
  await expect(pendingBar(page)).toContainText("250 pending changes, not saved yet.");
  await press(page, "Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Review the changes" });
  await dialog.getByRole("button", { name: "Save 250 changes" }).press("Enter");
  await expect(result(page)).toContainText("250 people changed.");
  const count = () => database()`select count(*)::int as n from ou_memberships where unit_id = ${apac.unit_id}`;
  expect(await count()).toEqual([{ n: 251 }]);

  const otherTab = await page.context().newPage();
  await enterGrid(otherTab);
  await press(otherTab, "ArrowDown", "ArrowDown", "e", "Control+Enter");
  await otherTab.getByRole("button", { name: "Save 1 change" }).press("Enter");
  await expect(result(otherTab)).toContainText("1 person changed.");
  await expect(grid(page).getByText("Editor"), "in the first tab").toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await expect(grid(page)).toBeHidden();
  await expect(page.getByRole("row", { name: /^Ada Lovelace/ })).toContainText("Admin of the organization");
  await expect(page.getByRole("row", { name: /^Grace Okafor/ })).toContainText("APAC Sales: Admin");
  expect(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
  await page.getByRole("link", { name: "Next" }).last().click();
  await expect(page.getByText("25 of 252")).toBeVisible();
});
