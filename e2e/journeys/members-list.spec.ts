import { expect, type Page } from "@playwright/test";
import { database, type Organization, seedInvited, seedMany, seedMember, seedUnit } from "@/e2e/seed";
import { stopInBothThemes as stop } from "./accessibility";
import { test } from "./fixtures";
import { hydrated } from "./hydration";
import { overflow } from "./pages";

test.describe.configure({ timeout: 180_000 });

const result = (page: Page) => page.getByRole("status", { name: "The result of the change" });

async function open(page: Page, query = "") {
  await page.goto(`/dashboard/members${query}`);
  await hydrated(page);
}

/** Makes this member's access end in so many days. */
const endIn = (days: number, memberId: string) =>
  database()`update ou_memberships set expires_at = now() + make_interval(days => ${days}, hours => 1) where org_member_id = ${memberId}`;
const daysLeft = async (memberId: string) => {
  const [row] = await database()`select round(extract(epoch from expires_at - now()) / 86400)::int as days
    from ou_memberships where org_member_id = ${memberId}`;
  return row?.days;
};
const roleOf = async (memberId: string) => {
  const [row] = await database()`select role from members where org_member_id = ${memberId}`;
  return row?.role;
};

test("the list says who is active and whose access ends, extends it with one click, and changes an org role with Undo", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const grace = await seedMember(org.org_id, "viewer", { [emea.unit_id]: "editor" }, ["Grace", "Hopper"]);
  await endIn(3, grace.org_member_id);
  const page = await signedIn(org.admin);
  await open(page);
  const row = page.getByRole("row", { name: /Grace Hopper/ });
  await expect(row.getByText("Ends in 3 days")).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Lovelace/ }).getByText("You", { exact: true })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Last active" })).toBeVisible();
  await stop(page, "a list with access that ends");
  await row.getByRole("button", { name: "Extend the access of Grace Hopper to EMEA Sales by 30 days" }).click();
  await expect(row.getByText("Ends next month").or(row.getByText("Ends in 1 month"))).toBeVisible();
  expect(await daysLeft(grace.org_member_id)).toBe(33);

  await row.getByRole("button", { name: "Org role of Grace Hopper: Viewer. Change" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await stop(page, "the menu of org roles in a row");
  await page.getByRole("menuitemradio", { name: "Editor" }).press("Enter");
  await expect(result(page)).toBeFocused();
  await expect(result(page)).toContainText("1 person changed.");
  expect(await roleOf(grace.org_member_id)).toBe("editor");
  await result(page).getByRole("button", { name: "Undo" }).press("Enter");
  await expect(result(page)).toContainText("Undone: 1 person changed back.");
  expect(await roleOf(grace.org_member_id)).toBe("viewer");
  await result(page).getByRole("button", { name: "Dismiss the result" }).click();

  await page.getByRole("button", { name: "Org role of Ada Lovelace: Admin. Change" }).click();
  await page.getByRole("menuitemradio", { name: "Editor" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "the organization needs an active admin" })).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
});

const notInvited = /has no open invitation|have no open invitation/;

test("invitations are sent again to all who match, and whoever may not be sent one is named with the reason", async ({
  org,
  signedIn,
}) => {
  const [early = "", ...others] = await Promise.all(Array.from({ length: 4 }, () => seedInvited(org.org_id)));
  await database()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts)
    select org_id, 'msg_early', org_member_id, 'invitation', email, '{}' from members where org_member_id = ${early}`;
  const page = await signedIn(org.admin);
  await open(page);
  await page.getByRole("checkbox", { name: "Select everyone on this page" }).check();
  const bar = page.getByRole("region", { name: "Change the selected members" });
  await bar.getByRole("button", { name: "Send invitations again" }).click();
  const dialog = page.getByRole("dialog", { name: "Send invitations again: 5 people" });
  await expect(dialog.getByText("3 invitations will be sent.")).toBeVisible();
  await expect(dialog.getByText(notInvited)).toBeVisible();
  await expect(dialog.getByText("An invitation went to this address within the last minute")).toBeVisible();
  await stop(page, "invitations before they are sent again");
  await dialog.getByRole("button", { name: "Send 3 invitations" }).press("Enter");
  await expect(dialog.getByText("3 invitations sent.")).toBeVisible();
  await stop(page, "invitations that were sent again");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("checkbox", { name: "Select everyone on this page" })).toBeFocused();
  const sent =
    await database()`select org_member_id as id from messages where org_id = ${org.org_id} and message_id <> 'msg_early'`;
  expect(sent.map(({ id }) => id).sort()).toEqual([...others].sort());
});

async function save(page: Page, name: string) {
  await page.getByRole("button", { name: "Save this view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name").fill(name);
  await stop(page, `the view ${name} before it is saved`);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function filled({ org_id, defaultUnit, admin }: Organization) {
  await seedMany(org_id, defaultUnit.unit_id, 60);
  return admin;
}

test("a view is saved, opened, renamed and deleted, and shows the filters as chips", async ({ org, signedIn }) => {
  const page = await signedIn(await filled(org));
  await open(page);
  const views = page.getByRole("navigation", { name: "Saved views" });
  await expect(views).toHaveCount(0);
  await open(page, "?role=viewer&sort=-name&limit=25");
  await save(page, "Viewers");
  const link = views.getByRole("link", { name: "Viewers" });
  await expect(link).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("button", { name: "Save this view" })).toHaveCount(0);

  await page.getByRole("link", { name: "Remove the filter: Org role: Viewer" }).click();
  await expect(link).not.toHaveAttribute("aria-current", "page");
  await open(page);
  await link.press("Enter");
  await expect(page).toHaveURL(/role=viewer&sort=-name&limit=25/);
  await expect(page.getByRole("link", { name: "Remove the filter: Org role: Viewer" })).toBeVisible();
  const sizes = page.getByRole("navigation", { name: "Rows on a page" });
  await expect(sizes.getByRole("link", { name: "25" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("rowheader")).toHaveCount(25);

  await views.getByRole("button", { name: "Edit views" }).click();
  const dialog = page.getByRole("dialog", { name: "Saved views" });
  await dialog.getByLabel("Name of Viewers").fill("Everyone who only reads");
  await stop(page, "saved views");
  await dialog.getByRole("button", { name: "Rename Viewers" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(views.getByRole("link", { name: "Everyone who only reads" })).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
  await views.getByRole("button", { name: "Edit views" }).click();
  await dialog.getByRole("button", { name: "Delete Everyone who only reads" }).click();
  await expect(views.getByRole("link")).toHaveCount(0);
});

test("a reader chooses density, columns and page size, goes through the rows by keyboard, and finds it all after a reload", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(await filled(org));
  await open(page, "?sort=name");
  const rows = page.locator("tbody tr");
  const heights = async () => new Set(await rows.evaluateAll((all) => all.map((row) => row.clientHeight)));
  const [comfortable = 0, ...others] = await heights();
  expect(others).toEqual([]);

  await page.getByRole("button", { name: "Display" }).click();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await page.getByRole("menuitemcheckbox", { name: "E-mail" }).click();
  await expect(page.getByRole("columnheader", { name: "E-mail" })).toHaveCount(0);
  await stop(page, "the menu of a table's display");
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Rows on a page" }).getByRole("link", { name: "25" }).click();
  await expect(rows).toHaveCount(25);
  await page.goto("/dashboard/members?sort=name"); // as the server draws it
  await expect(rows).toHaveCount(25);
  await expect(page.getByRole("columnheader", { name: "E-mail" })).toHaveCount(0);
  expect([...(await heights())][0]).toBeLessThan(comfortable);

  await expect(page.locator("[data-opens]")).toBeVisible(); // the rows know their keys
  await page.keyboard.press("j");
  await expect(rows.nth(0).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("1 member selected.")).toBeVisible();
  const name = await rows.nth(1).getByRole("link").first().innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.goBack();
  await expect(page.locator("[data-opens]")).toBeVisible();
  await rows.nth(2).getByText("Default", { exact: true }).click(); // no link, but in the row
  await expect(page).toHaveURL(/\/dashboard\/members\/mem_/);
});
