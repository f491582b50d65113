import { expect, type Page } from "@playwright/test";
import { database, seedMember } from "@/e2e/seed";
import { stopInBothThemes as stop } from "./accessibility";
import { test } from "./fixtures";
import { hydrated } from "./hydration";

test.describe.configure({ timeout: 180_000 });

const choose = (page: Page, text: string) =>
  page.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

const membersOf = async (orgId: string) => {
  const rows =
    await database()`select first_name, role from members where org_id = ${orgId} order by created_at, org_member_id`;
  return rows.map(({ first_name, role }) => `${first_name} ${role}`);
};

test("people are updated from a CSV after a look at each row, and their org roles are taken back", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Hopper"]);
  const vera = await seedMember(org.org_id, "viewer", {}, ["Vera", "Blom"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  await page.getByRole("link", { name: "Update from a list" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Update from a list" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Update 0 people" })).toBeDisabled();
  const rows = [
    "email,first_name,role,team",
    `${grace.email},Gracia,editor,A`,
    `${vera.email},,viewer,A`,
    "nobody@x.test,Nobody,,A",
    `${org.admin.email},,viewer,A`,
    `${grace.email.toUpperCase()},Twice,,A`,
    "a@x.test,,owner,A",
  ];
  await choose(page, rows.join("\n"));
  await expect(page.getByText("Ignored columns: team")).toBeVisible();
  const row = (table: string, name: RegExp) => page.getByRole("table", { name: table }).getByRole("row", { name });
  await expect(row("To be changed (1)", /^2 .*First name: Gracia, Org role: Editor/)).toBeVisible();
  await expect(row("Already as listed (1)", /^3 /)).toBeVisible();
  await expect(row("Left out (4)", /^4 .*Nobody has this address/)).toBeVisible();
  await expect(row("Left out (4)", /^5 .*Refused: the organization needs an active admin/)).toBeVisible();
  await expect(row("Left out (4)", /^6 .*same address/)).toBeVisible();
  await expect(row("Left out (4)", /^7 .*No such org role: owner/)).toBeVisible();
  expect(await membersOf(org.org_id)).toEqual(["Ada admin", "Grace viewer", "Vera viewer"]);
  await stop(page, "people before they are updated");

  await page.getByRole("button", { name: "Update 1 person" }).press("Enter");
  await expect(page.getByText("1 org role changed. Undo takes the org roles back")).toBeVisible();
  expect(await membersOf(org.org_id)).toEqual(["Ada admin", "Gracia editor", "Vera viewer"]);
  await stop(page, "people who were updated");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText("Undone: 1 person changed back.")).toBeVisible();
  expect(await membersOf(org.org_id)).toEqual(["Ada admin", "Gracia viewer", "Vera viewer"]);
});

test("anyone who is not an org admin sees a refusal and no link", async ({ org, signedIn }) => {
  const page = await signedIn(await seedMember(org.org_id, "editor"));
  await page.goto("/dashboard/members");
  await expect(page.getByRole("link", { name: "Update from a list" })).toHaveCount(0);
  await page.goto("/dashboard/members/update");
  await expect(page.getByText("Only org admins can update members")).toBeVisible();
});
