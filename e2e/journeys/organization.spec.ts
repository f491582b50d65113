import { database, seededPassword, seedMember } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";

test("an org admin renames the organization, and every page says so at once; others only read the name", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  const other = await signedIn(await seedMember(org.org_id, "editor"));
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Organization", exact: true }).click();
  await page.getByLabel("Name").fill("Acme Holding");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved the name")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Dashboard" })).toContainText("Acme Holding");

  await other.goto("/dashboard/organization");
  await expect(other.getByText("Only org admins can rename it.")).toBeVisible();
  await expect(other.getByRole("main")).toContainText("Acme Holding");
  await expect(other.getByLabel("Name")).toHaveCount(0);
  await stop(other, "the organization, for others than org admins");
});

test("members of a suspended organization see only that it is, and everything again when it resumes", async ({
  browser,
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/organization");
  await hydrated(page);
  await page.getByLabel("Name").fill("Too late");
  await database()`update organizations set suspended_at = now() where org_id = ${org.org_id}`;
  await page.getByRole("button", { name: "Save" }).click();
  const heading = page.getByRole("heading", { level: 1, name: `${org.name} is suspended` });
  await expect(heading).toBeVisible();
  await stop(page, "the page of a suspended organization");
  await page.goto("/dashboard/members");
  await expect(heading).toBeVisible();

  const stranger = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await stranger.goto("/sign-in");
  await stranger.getByLabel("E-mail").fill(org.admin.email);
  await stranger.getByLabel("Password").fill(seededPassword);
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger.getByText("This organization is suspended")).toBeVisible();
  await stranger.context().close();

  await database()`update organizations set suspended_at = null where org_id = ${org.org_id}`;
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("an org unit gets a group when it is created; the list has it as a heading and as a filter", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  await hydrated(page);
  await page.getByRole("button", { name: "Create org unit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Berlin");
  await dialog.getByLabel("Group (optional)").fill("Europe");
  await dialog.getByRole("button", { name: "Create org unit" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Europe", exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Group", exact: true }).selectOption("Europe");
  await expect(page).toHaveURL(/group=Europe/);
  await expect(page.getByRole("link", { name: "Berlin", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Default", exact: true })).toHaveCount(0);
  await stop(page, "org units, by group");
});
