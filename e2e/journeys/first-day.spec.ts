import { createOrganization } from "@/e2e/commands";
import { freshEmail } from "@/e2e/matrix";
import { expect, stop, test } from "./fixtures";
import { announceHydration } from "./hydration";
import {
  addMember,
  chooseOwnPassword,
  createUnit,
  grantAccess,
  openDialog,
  openPage,
  passwordOf,
  signInByPage,
} from "./steps";

test("the first admin of a new organization creates an org unit, adds a member and grants access; the member sees only it and adds the first lead", async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow(); // two people, one after the other
  const email = freshEmail();
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
  const admin = await createOrganization("Benelux", freshEmail());
  await signInByPage(page, admin.email, admin.password);

  await openPage(page, "Org units");
  await createUnit(page, "Benelux Sales");
  await stop(page, "the org units with a new one");

  await openPage(page, "Members");
  const password = await addMember(page, ["Nora", "Visser"], email);
  await stop(page, "the members with a new one");

  await openPage(page, "Org units");
  await page.getByRole("link", { name: "Benelux Sales", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Benelux Sales" })).toBeVisible();
  await grantAccess(page, "Nora Visser", "Editor");
  await stop(page, "who has access");

  await page.getByRole("link", { name: "Nora Visser" }).click();
  await expect(page.locator("#access").getByRole("listitem")).toContainText(/^Benelux Sales ?Can edit/);
  await stop(page, "the member's effective access");

  const elsewhere = await browser.newPage({ baseURL });
  await announceHydration(elsewhere.context());
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.getByLabel("Password").fill(password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await chooseOwnPassword(elsewhere, "a password of my own");
  await openPage(elsewhere, "Org units");
  const units = elsewhere.getByRole("list", { name: "Org units you have access to" });
  await expect(units.getByRole("link")).toHaveText(["Benelux Sales"]);
  await stop(elsewhere, "the member's only org unit");
  await openPage(elsewhere, "Leads");
  const dialog = await openDialog(elsewhere, "Add lead", "Add a lead");
  await dialog.getByRole("textbox", { name: "E-mail 1" }).fill("ada@example.com");
  await dialog.getByRole("button", { name: "Add lead" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "ada@example.com" })).toBeVisible();
  await elsewhere.close();

  const storageState = await page.context().storageState();
  const reader = await browser.newContext({ baseURL, storageState, javaScriptEnabled: false });
  const overview = await reader.newPage();
  await overview.goto("/dashboard");
  const growth = overview.getByRole("region", { name: "Members over time" });
  await expect(growth.getByText("2 members; in 30 days 2 came and 0 left.")).toBeVisible();
  await growth.getByText("Show as table").click();
  await expect(growth.getByRole("table", { name: "Members per day, latest first" }).getByRole("row").nth(1)).toHaveText(
    /220$/,
  );
  const invitations = overview.getByRole("region", { name: "Invitations" });
  await expect(invitations.getByText("1 invitation in 30 days and 1 accepted; none is open.")).toBeVisible();
  await expect(overview.getByRole("table", { name: "Members per org unit" }).getByRole("rowheader")).toHaveText([
    "Default",
    "Benelux Sales",
  ]);
  const attention = overview.getByRole("region", { name: "Needs attention" });
  await attention.getByRole("link", { name: /^1 org unit has no admin/ }).click();
  const found = overview.getByRole("main");
  await expect(found.getByRole("link", { name: "Benelux Sales", exact: true })).toBeVisible();
  await expect(found.getByRole("link", { name: "Default", exact: true })).toHaveCount(0);
  await reader.close();
});

test("signing in leads to the requested page, but only to one of our own", async ({ page, org }) => {
  const password = await passwordOf(org.admin);
  await page.goto("/dashboard/members?role=viewer");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("The e-mail address or password is wrong.");
  await expect(page.getByLabel("Password")).toBeFocused();
  await stop(page, "a refused sign-in");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members\?role=viewer$/);

  await page.context().clearCookies();
  await page.goto("/sign-in?callbackUrl=https://elsewhere.example/");
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("an e-mail address is enough to add a member: the name follows from it, and the invitation has no password", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  const dialog = await openDialog(page, "Add member", "Add a member");
  await expect(dialog.getByLabel(/^Password/)).toHaveCount(0);
  const taken = dialog.getByRole("textbox", { name: "E-mail" });
  await taken.fill(org.admin.email);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(taken).toHaveAccessibleDescription(/Another member has this e-mail address/);
  await taken.fill(`nora.visser@${org.org_id.slice(4, 12)}.example`);
  await expect(dialog.getByText("Nora Visser · Viewer · Default")).toBeVisible();
  await dialog.getByRole("button", { name: "Add member" }).click();
  const added = page.getByRole("dialog", { name: "Nora Visser was added" });
  await expect(added.getByText(/An invitation is on its way/)).toBeVisible();
  await expect(added.getByText(/password/)).toHaveCount(0);
  await stop(page, "a member added by their address");
  await added.getByRole("link", { name: "Follow the invitation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nora Visser Invited" })).toBeVisible();
});
