import { seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { openDialog, openPage } from "./steps";

test("an admin changes a role, finds the entry by filter, opens its details, and can export what they see", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Hopper"]);
  const page = await signedIn(org.admin, { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });
  await page.goto(`/dashboard/members/${grace.org_member_id}`);
  const dialog = await openDialog(page, "Edit profile", "Edit profile");
  await dialog.getByLabel("Org role").selectOption({ label: "Editor" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const sentence = "Ada Lovelace changed the org role of Grace Hopper: viewer → editor";
  const onMember = page.getByRole("region", { name: "Audit log" });
  await expect(onMember.getByText(sentence)).toBeVisible();
  await onMember.getByRole("link", { name: "All entries" }).click();
  await expect(page.getByRole("link", { name: "Remove the filter: “Grace Hopper”" })).toBeVisible();
  await page.getByRole("link", { name: "Clear", exact: true }).click();

  await openPage(page, "Audit log");
  await expect(page.getByText("Ada Lovelace signed in")).toBeVisible();
  await page.getByLabel("Action").selectOption({ label: "Members" });
  await expect(page).toHaveURL(/\/dashboard\/audit\?action=member\.$/);
  await expect(page.getByText("Ada Lovelace signed in")).toBeHidden();
  await page.getByText(sentence).click();
  await expect(page.getByRole("row", { name: "role viewer editor" })).toBeVisible();
  await expect(page.getByText("Firefox 140 on Linux")).toBeVisible();
  await expect(page.getByText(/^req_[0-9a-f]{32}$/)).toBeVisible();
  await stop(page, "an open entry");

  await page.getByRole("link", { name: "Only what was done to Grace Hopper" }).click();
  await expect(page).toHaveURL(new RegExp(`\\?target=${grace.org_member_id}$`));
  await page.getByRole("link", { name: "Today" }).click();
  await expect(page.getByText(sentence)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-log-[\d-]{10}\.csv$/);
  const since = page.getByRole("link", { name: /^Remove the filter: From/ });
  await since.click();
  await expect(since).toBeHidden();
  await page.getByRole("searchbox").fill("nobody at all");
  await expect(page.getByText("No entry matches")).toBeVisible();
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await expect(page.getByText(sentence)).toBeVisible();
});

test("an OU admin sees their OUs' entries and says so; a viewer sees their own, on the account page", async ({
  org,
  signedIn,
}) => {
  const [north, south] = [await seedUnit(org.org_id, "North"), await seedUnit(org.org_id, "South")];
  const nora = await seedMember(org.org_id, "viewer", { [north.unit_id]: "admin" }, ["Nora", "Visser"]);
  const vera = await seedMember(org.org_id, "viewer", { [south.unit_id]: "viewer" }, ["Vera", "Blom"]);
  const headers = { Authorization: `Bearer ${org.admin.token}` };
  const admin = await signedIn(org.admin);
  for (const [unit, member] of [
    [north, vera],
    [south, nora],
  ] as const) {
    const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
    expect((await admin.request.put(path, { headers, data: { role: "editor" } })).status()).toBe(201);
  }
  const inNorth = "Ada Lovelace gave Vera Blom access to North: editor";
  const page = await signedIn(nora);
  await page.goto("/dashboard");
  await openPage(page, "Audit log");
  await expect(page.getByText(/the org units that you are admin of \(North\)/)).toBeVisible();
  await expect(page.getByText(inNorth)).toBeVisible();
  await expect(page.getByText(/gave Nora Visser access/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Export/ })).toHaveCount(0);
  await page.goto(`/dashboard/org-units/${north.unit_id}`);
  await expect(page.getByRole("region", { name: "Audit log" }).getByText(inNorth)).toBeVisible();
  await stop(page, "an OU with its entries");
  await page.goto(`/dashboard/org-units/${south.unit_id}`);
  await expect(page.getByRole("region", { name: "Audit log" })).toHaveCount(0);

  const viewer = await signedIn(vera);
  await viewer.goto("/dashboard/account");
  await expect(viewer.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  const own = viewer.getByRole("region", { name: "Audit log" });
  await expect(own.getByText(/gave Vera Blom access/)).toBeVisible();
  await expect(own.getByText("Nora Visser")).toHaveCount(0);
});

test("a deactivated member is erased from the log, which then says so without the name", async ({ org, signedIn }) => {
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Hopper"]);
  const page = await signedIn(org.admin);
  const path = `/dashboard/members/${grace.org_member_id}`;
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Erase Grace Hopper from the audit log" })).toHaveCount(0);
  await page.getByRole("button", { name: "Deactivate" }).click();
  await page.getByRole("button", { name: "Deactivate Grace Hopper" }).click();
  await page.getByRole("button", { name: "Erase Grace Hopper from the audit log" }).click();
  const question = page.getByRole("alertdialog", { name: "Erase Grace Hopper from the audit log?" });
  await question.getByRole("button", { name: "Erase permanently" }).click();
  await expect(question).toBeHidden();
  const entries = page.getByRole("region", { name: "Audit log" });
  await expect(entries.getByText("Ada Lovelace erased a person from the audit log")).toBeVisible();
  await expect(entries.getByText("Ada Lovelace deactivated an erased person")).toBeVisible();
});
