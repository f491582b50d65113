import { expect } from "@playwright/test";
import { database, seedMany, seedMember, seedUnit } from "@/e2e/seed";
import { stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { meanwhile } from "./meanwhile";
import { counting, openDialog, openPage } from "./steps";

test.describe.configure({ timeout: 180_000 });

test("who can edit in an org unit is known after two interactions", async ({ org, signedIn }) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  await seedMany(org.org_id, emea.unit_id, 120);
  await seedMember(org.org_id, "viewer", { [emea.unit_id]: "editor" }, ["Grace", "Hopper"]);
  await seedMember(org.org_id, "viewer", { [emea.unit_id]: "admin" }, ["Vera", "Blom"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const { counted, step } = counting();
  await step(page.getByRole("link", { name: "EMEA Sales", exact: true }).click());
  await expect(page.getByRole("heading", { level: 1, name: "EMEA Sales" })).toBeVisible();
  await hydrated(page);
  await step(page.getByLabel("Role here").selectOption({ label: "Can edit" }));
  const people = page.getByRole("table", { name: "Who can do what in EMEA Sales" });
  await expect(people.getByRole("rowheader")).toHaveCount(3);
  await expect(people.getByRole("rowheader", { name: /Ada Lovelace/ })).toBeVisible();
  await expect(people.getByRole("rowheader", { name: /Grace Hopper/ })).toBeVisible();
  await expect(people.getByRole("rowheader", { name: /Vera Blom/ })).toBeVisible();
  expect(counted.interactions).toBeLessThanOrEqual(2);
  await stop(page, "who can edit in an org unit");

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const saved = await (await file).createReadStream();
  const text = (await saved.toArray()).map(String).join("");
  expect(text.trim().split("\n")).toHaveLength(4);
});

test("access is granted for thirty days, counted on the overview when it ends soon, and extended with one click", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Hopper"]);
  const unit = `/dashboard/org-units/${org.defaultUnit.unit_id}`;
  const page = await signedIn(org.admin);
  await page.goto(unit);
  const dialog = await openDialog(page, "Grant access", /^Grant access to/);
  await dialog.getByRole("combobox", { name: "Members" }).fill("Grace");
  await dialog.getByRole("option", { name: "Grace Hopper" }).click();
  await dialog.getByLabel("Access ends").selectOption({ label: "On a date" });
  await dialog.getByRole("button", { name: "Grant access" }).click();
  await expect(dialog.getByText("Choose today or a later day")).toBeVisible();
  await dialog.getByLabel("Access ends").selectOption({ label: "In 30 days" });
  await stop(page, "a grant that ends by itself");
  await dialog.getByRole("button", { name: "Grant access" }).click();
  const granted = page.getByRole("row", { name: /Grace Hopper/ });
  await expect(granted.getByText(/^Ends /)).toBeVisible();
  const days = async () => {
    const rows = await database()`select round(extract(epoch from expires_at - now()) / 86400)::int as days
      from ou_memberships where org_member_id = ${grace.org_member_id}`;
    return rows.map((row) => row.days);
  };
  expect(await days()).toEqual([30]);

  await database()`update ou_memberships set expires_at = now() + interval '2 days' where org_member_id = ${grace.org_member_id}`;
  await page.goto("/dashboard");
  await stop(page, "an overview with a grant that ends soon");
  await page.getByRole("link", { name: /^Grants ending soon 1/ }).click();
  await expect(page.getByRole("link", { name: "Remove the filter: Access that ends within 7 days" })).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveText(["GHGrace Hopper "]);
  await page.getByRole("link", { name: "Grace Hopper" }).click();
  await page.getByRole("button", { name: "Extend the access of Grace Hopper to Default by 30 days" }).click();
  await expect.poll(days).toEqual([32]);
  await expect(page.getByText(/Can read: membership, granted .*, until /)).toBeVisible();
  await stop(page, "a member whose access ends by itself");
});

test("a change is listed with its reason, shown with its items, and undone from its page", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Hopper"]);
  await meanwhile(org, "POST", "/access-changes", {
    reason: "Leads the audit",
    changes: [
      { op: "set_org_role", org_member_id: grace.org_member_id, role: "editor" },
      { op: "grant", org_member_id: grace.org_member_id, unit_id: org.defaultUnit.unit_id, role: "admin" },
    ],
  });
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await openPage(page, "Access changes");
  const listed = page.getByRole("row", { name: /1 person: .*Leads the audit/ });
  await listed.getByRole("link").click();
  const items = page.getByRole("region", { name: "What changed" }).getByRole("listitem");
  await expect(items).toHaveText(["Grace HopperViewer → Editor", "Grace Hopper in Defaultno access → Admin"]);
  await hydrated(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "An earlier change" })).toBeVisible();
  await stop(page, "the change that undid another");
  await page.getByRole("link", { name: "An earlier change" }).click();
  await expect(page.getByText(/^by Ada Lovelace, /)).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("the list of members is filtered by an org unit that is searched for, and the filter is removed by its chip", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  await seedUnit(org.org_id, "APAC Sales");
  await seedMember(org.org_id, "viewer", { [emea.unit_id]: "viewer" }, ["Grace", "Hopper"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  await hydrated(page);
  const filter = page.getByRole("button", { name: "Org unit: Any org unit. Change" });
  await filter.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search org units to filter by" })).toBeFocused();
  await stop(page, "the filter by org unit");
  await page.keyboard.type("emea");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`unit_id=${emea.unit_id}`));
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await page.getByRole("link", { name: "Remove the filter: Org unit: EMEA Sales" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(2);
  await expect(filter).toBeVisible();
});
