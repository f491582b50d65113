import { expect, type Page } from "@playwright/test";
import { database, type Organization, seedMany, seedMember, seedUnit } from "@/e2e/seed";
import { stopInBothThemes as stop } from "./accessibility";
import { test } from "./fixtures";
import { hydrated } from "./hydration";
import { meanwhile } from "./meanwhile";
import { overflow } from "./pages";
import { counting } from "./steps";

test.describe.configure({ timeout: 180_000 });

type Opened = { org: Organization; signedIn: (who: Organization["admin"]) => Promise<Page> };

/** The members page of an organization with so many more members, as its admin sees it. */
async function openMembers({ org, signedIn }: Opened, query = "", people = 0) {
  await seedMany(org.org_id, org.defaultUnit.unit_id, people);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members${query}`);
  await hydrated(page);
  return page;
}

const row = (page: Page, index: number) => page.getByRole("checkbox", { name: /^Select Zoë/ }).nth(index);
const bar = (page: Page) => page.getByRole("region", { name: "Change the selected members" });
const result = (page: Page) => page.getByRole("status", { name: "The result of the change" });

async function rolesOf(orgId: string): Promise<Record<string, number>> {
  const rows = await database()`select role, count(*)::int as n from members where org_id = ${orgId} group by role`;
  return Object.fromEntries(rows.map(({ role, n }) => [role, n]));
}

test("twenty org roles are changed in five interactions, after a look at what changes, and undone in one", async ({
  org,
  signedIn,
}) => {
  const page = await openMembers({ org, signedIn }, "?search=zo", 300);
  const { counted, step } = counting();
  await step(row(page, 0).click());
  await step(row(page, 19).click({ modifiers: ["Shift"] }));
  await expect(bar(page).getByText("20 members selected.")).toBeVisible();
  await stop(page, "twenty members selected");
  await step(bar(page).getByRole("button", { name: "Change org role" }).click());
  const dialog = page.getByRole("dialog", { name: "Change the org role of 20 people" });
  await step(dialog.getByLabel("Org role").selectOption("editor"));
  await expect(dialog.getByText("20 changes.")).toBeVisible();
  await expect(dialog.getByText("Viewer → Editor")).toHaveCount(20);
  expect(await rolesOf(org.org_id)).toEqual({ admin: 1, viewer: 300 });
  await stop(page, "the change of twenty org roles before it is done");
  await step(dialog.getByRole("button", { name: "Change org role: 20 people" }).click());
  await expect(result(page)).toContainText("20 people changed.");
  expect(await rolesOf(org.org_id)).toEqual({ admin: 1, editor: 20, viewer: 280 });
  expect(counted.interactions).toBeLessThanOrEqual(8);
  await expect(bar(page)).toHaveCount(0);
  await stop(page, "twenty org roles changed");

  const undoing = counting();
  await undoing.step(result(page).getByRole("button", { name: "Undo" }).click());
  await expect(result(page)).toContainText("Undone: 20 people changed back.");
  expect(await rolesOf(org.org_id)).toEqual({ admin: 1, viewer: 300 });
  expect(undoing.counted.interactions).toBeLessThanOrEqual(2);

  await page.setViewportSize({ width: 320, height: 640 });
  await row(page, 3).click();
  await bar(page).getByRole("button", { name: "Select all on this page" }).click();
  await expect(bar(page).getByText("50 on this page selected.")).toBeVisible();
  await bar(page).getByRole("button", { name: "Deactivate" }).click();
  const narrow = page.getByRole("dialog", { name: "Deactivate 50 people" });
  await expect(narrow.getByText("50 changes.")).toBeVisible();
  expect(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
  expect(await narrow.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
});

test("three people get access to two org units for a week in eight interactions", async ({ org, signedIn }) => {
  const units = [await seedUnit(org.org_id, "EMEA Sales"), await seedUnit(org.org_id, "APAC Sales")];
  const page = await openMembers({ org, signedIn }, "?search=zo", 300);
  const { counted, step } = counting();
  await step(row(page, 0).click());
  await step(row(page, 2).click({ modifiers: ["Shift"] }));
  await step(bar(page).getByRole("button", { name: "Grant access" }).click());
  const dialog = page.getByRole("dialog", { name: "Grant 3 people access to org units" });
  await step(dialog.getByRole("checkbox", { name: "EMEA Sales" }).check());
  await step(dialog.getByRole("checkbox", { name: "APAC Sales" }).check());
  await step(dialog.getByLabel("Access ends").selectOption({ label: "In 1 week" }));
  await expect(dialog.getByText("6 changes.")).toBeVisible();
  await stop(page, "three people before they get access to two org units");
  await step(dialog.getByRole("button", { name: "Grant access: 3 people" }).click());
  await expect(result(page)).toContainText("3 people changed.");
  expect(counted.interactions).toBeLessThanOrEqual(8);
  const granted = await database()`select unit_id, count(*)::int as n from ou_memberships where org_id = ${org.org_id}
    and role = 'viewer' and expires_at between now() + interval '6 days' and now() + interval '8 days' group by unit_id`;
  expect(granted.map(({ n }) => n)).toEqual([3, 3]);
  expect(new Set(granted.map(({ unit_id }) => unit_id))).toEqual(new Set(units.map((unit) => unit.unit_id)));
});

test("all who match a filter are changed, unless their number has changed since", async ({ org, signedIn }) => {
  const page = await openMembers({ org, signedIn }, "?role=viewer", 120);
  await page.getByRole("checkbox", { name: "Select everyone on this page" }).check();
  await expect(bar(page).getByText("50 on this page selected.")).toBeVisible();
  await bar(page).getByRole("button", { name: "Select all 120 that match" }).click();
  await expect(bar(page).getByText("All 120 that match are selected.")).toBeVisible();
  await bar(page).getByRole("button", { name: "Change org role" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the org role of 120 people" });
  await seedMember(org.org_id, "viewer", {}, ["Vera", "Blom"]);
  await dialog.getByLabel("Org role").selectOption("editor");
  await expect(dialog.getByText("121 people match now", { exact: false })).toBeVisible();
  await stop(page, "another number matches");
  await dialog.getByRole("button", { name: "Go on with 121 people" }).click();
  await expect(dialog.getByText("and 71 more")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason (optional)" }).fill("The new contract");
  await dialog.getByRole("button", { name: "Change org role: 121 people" }).click();
  await expect(result(page)).toContainText("121 people changed.");
  expect(await rolesOf(org.org_id)).toEqual({ admin: 1, editor: 121 });
});

test("the last admin holds a change up until they are left out, and an undo names what has changed since", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Okafor"]);
  const vera = await seedMember(org.org_id, "viewer", {}, ["Vera", "Blom"]);
  const page = await openMembers({ org, signedIn });
  await page.getByRole("checkbox", { name: "Select everyone on this page" }).check();
  await bar(page).getByRole("button", { name: "Change org role" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the org role of 3 people" });
  await dialog.getByLabel("Org role").selectOption("editor");
  await expect(dialog.getByText("Refused: the organization needs an active admin")).toBeVisible();
  await stop(page, "a refused item");
  await dialog.getByRole("button", { name: "Leave out 1 refused item" }).click();
  await dialog.getByRole("button", { name: "Change org role: 2 people" }).click();
  await expect(result(page)).toContainText("2 people changed.");

  await meanwhile(org, "POST", "/access-changes", {
    changes: [{ op: "set_org_role", org_member_id: grace.org_member_id, role: "admin" }],
  });
  await result(page).getByRole("button", { name: "Undo" }).click();
  await expect(result(page).getByText("Grace Okafor: Admin")).toBeVisible();
  await stop(page, "a superseded undo");
  await result(page).getByRole("button", { name: "Undo the others" }).click();
  await expect(result(page)).toContainText("Undone: 1 person changed back.");
  const found = await database()`select role from members where org_member_id = ${vera.org_member_id}`;
  expect(found.map(({ role }) => role)).toEqual(["viewer"]);
});

test("the keyboard is enough to select a range, leave it, and deactivate a member from the row's menu", async ({
  org,
  signedIn,
}) => {
  const page = await openMembers({ org, signedIn }, "?search=zo", 12);
  await row(page, 2).focus();
  await page.keyboard.press("Space");
  for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press("Tab"); // four stops a row
  await expect(row(page, 5)).toBeFocused();
  await page.keyboard.press("Shift+Space");
  await expect(bar(page).getByText("4 members selected.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "Select everyone on this page" })).toBeFocused();

  const menu = page.getByRole("button", { name: /^Actions for Zoë/ }).nth(4);
  const name = ((await menu.getAttribute("aria-label")) ?? "").replace("Actions for ", "");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Change org role…" })).toBeFocused();
  await stop(page, "the menu of a member");
  const last = page.getByRole("menuitem", { name: "Deactivate…" });
  await page.keyboard.press("End");
  await expect(last).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Deactivate ${name}` });
  await expect(dialog.getByText("Active → Deactivated")).toBeVisible();
  await stop(page, "a member before they are deactivated");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Change org role…" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(last).toBeFocused();
  await page.keyboard.press("Enter");
  const act = dialog.getByRole("button", { name: "Deactivate: 1 person" });
  await expect(act).toBeVisible();
  await act.focus();
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("1 person changed.");
  await expect(result(page)).toBeFocused();
  await expect(page.getByRole("row", { name: `${name} Deactivated` })).toBeVisible();
});
