import { expect, stop, test } from "./fixtures";
import { addMember, chooseOwnPassword, createUnit, grantAccess, openPage, passwordOf, signInByPage } from "./steps";

test("an admin creates a unit, adds a member and grants access; the member then sees only that unit", async ({
  page,
  org,
  browser,
  baseURL,
}) => {
  test.slow(); // two people, one after the other
  const email = `nora.${org.org_id.slice(4, 12)}@example.com`;
  await page.goto("/sign-in");
  await stop(page, "the sign-in page");
  await signInByPage(page, org.admin.email, await passwordOf(org.admin));

  await openPage(page, "Org units");
  await createUnit(page, "Benelux Sales");
  await stop(page, "the units with a new one");

  await openPage(page, "Members");
  const password = await addMember(page, ["Nora", "Visser"], email);
  await stop(page, "the members with a new one");

  await openPage(page, "Org units");
  await page.getByRole("link", { name: "Benelux Sales", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Benelux Sales" })).toBeVisible();
  await grantAccess(page, "Nora Visser", "Editor");
  await stop(page, "who has access");

  await page.getByRole("link", { name: "Nora Visser" }).click();
  await expect(page.getByText(/Nora can edit in Benelux Sales/)).toBeVisible();
  await stop(page, "the member's effective access");

  const elsewhere = await browser.newPage({ baseURL });
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.getByLabel("Password").fill(password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await chooseOwnPassword(elsewhere, "a password of my own");
  await openPage(elsewhere, "Org units");
  const units = elsewhere.getByRole("table", { name: "Org units you have access to" });
  await expect(units.getByRole("rowheader")).toHaveText([/^Benelux Sales/]);
  await stop(elsewhere, "the only unit of the member");
  await elsewhere.close();
});

test("who signs in lands where they were going, and only on our own pages", async ({ page, org }) => {
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
