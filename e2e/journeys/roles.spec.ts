import { seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { openDialog } from "./steps";

const WRITES = /\b(create|add|grant|rename|revoke|remove|edit)\b/i;

test("a viewer sees no buttons that change anything, and the API refuses what they would send", async ({
  org,
  signedIn,
  baseURL,
}) => {
  const unit = await seedUnit(org.org_id, "EMEA Sales");
  const viewer = await seedMember(org.org_id, "viewer", { [unit.unit_id]: "viewer" }, ["Vera", "Blom"]);
  const page = await signedIn(viewer);
  for (const path of [
    "/dashboard",
    "/dashboard/org-units",
    `/dashboard/org-units/${unit.unit_id}`,
    "/dashboard/members",
    `/dashboard/members/${org.admin.org_member_id}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: WRITES }), path).toHaveCount(0);
    await stop(page, `a viewer at ${path}`);
  }
  const headers = { Origin: baseURL ?? "" };
  const status = async (path: string, method: string, data: unknown) =>
    (await page.request.fetch(path, { method, data, headers })).status();
  expect(await status("/org-units", "POST", { name: "Mine" })).toBe(403);
  expect(await status(`/org-units/${unit.unit_id}`, "PUT", { name: "Mine" })).toBe(403);
  expect(await status(`/members/${org.admin.org_member_id}`, "DELETE", undefined)).toBe(403);
  const own = `/org-units/${unit.unit_id}/memberships/${viewer.org_member_id}`;
  expect(await status(own, "PUT", { role: "admin" })).toBe(403);
});

test("the last admin cannot be removed, and the page says why; a second one can", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members/${org.admin.org_member_id}`);
  await expect(page.getByText(/Ada Lovelace is the only org admin/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove member" })).toHaveCount(0);
  const dialog = await openDialog(page, "Edit profile", "Edit profile");
  await expect(dialog.getByText(/The org role stays Admin/)).toBeVisible();
  await expect(dialog.getByLabel("Org role")).toHaveCount(0);
  await stop(page, "the last admin's profile");

  const second = await seedMember(org.org_id, "admin", {}, ["Bea", "Second"]);
  await page.goto(`/dashboard/members/${second.org_member_id}`);
  await page.getByRole("button", { name: "Remove member" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove Bea Second?" });
  await expect(question.getByText("Every session, on every device")).toBeVisible();
  await question.getByRole("button", { name: "Remove Bea Second" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);
  await expect(page.getByRole("link", { name: "Bea Second" })).toHaveCount(0);
});
