import type { Page } from "@playwright/test";
import { linkIn, mailsTo, mailTo } from "@/e2e/mailbox";
import { type Organization, seededPassword } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { chooseOwnPassword, passwordOf, signInByPage } from "./steps";

// People who have lost their password or change their address, with real mails and their links.
// Each test has several browsers and mails, and axe checks the pages, which takes long on a slow machine.
test.describe.configure({ timeout: 300_000 });

const own = "a new password of my own";
const newAddress = ({ org_id }: Organization) => `ada.${org_id.slice(4, 16)}@new.example.com`;
const subjectsTo = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject);

async function askForLink(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your mailbox" })).toBeVisible();
}

test("a forgotten password: the mail's link sets a new one, signs in and ends every other session", async ({
  page,
  org,
  signedIn,
}) => {
  const { email } = org.admin;
  const elsewhere = await signedIn(org.admin);
  await elsewhere.goto("/dashboard");
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

  await askForLink(page, email.toUpperCase());
  expect(page.url()).not.toContain("@");
  const link = linkIn(await mailTo(email));
  const answer = await page.goto(link);
  expect(answer?.headers()).toMatchObject({ "referrer-policy": "strict-origin", "cache-control": "no-store" });
  await expect(page.getByRole("heading", { level: 1, name: "Choose a new password" })).toBeVisible();
  await stop(page, "a reset link");
  await page.getByLabel("Password", { exact: true }).fill("password1234");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByText("Is a common password", { exact: false })).toBeVisible();
  await chooseOwnPassword(page, own);

  await elsewhere.goto("/dashboard/members");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await expect
    .poll(() => subjectsTo(email), { timeout: 90_000 })
    .toEqual(expect.arrayContaining([`Your password for ${org.name} was changed`, `New sign-in to ${org.name}`]));
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "This link has been used" })).toBeVisible();
  await stop(page, "a used reset link");
  await signInByPage(elsewhere, email, own);
});

test("an unknown address gets the same answer, but no mail", async ({ page, org }) => {
  const nobody = newAddress(org);
  await askForLink(page, nobody);
  await askForLink(page, org.admin.email); // jobs run in order
  await mailTo(org.admin.email);
  expect(await mailsTo(nobody)).toEqual([]);
});

test("a member's address changes once they confirm the new one, and both addresses get a notice", async ({
  org,
  signedIn,
  browser,
}) => {
  const [{ email: before }, after] = [org.admin, newAddress(org)];
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/account");
  const ask = async (password: string) => {
    await page.getByLabel("New e-mail").fill(after);
    await page.getByLabel("Your password").fill(password);
    await page.getByRole("button", { name: "Send the link" }).click();
  };
  await hydrated(page);
  await ask("not the password");
  await expect(page.getByText("Is not your current password")).toBeVisible();
  await expect(page.getByLabel("Your password")).toBeFocused();
  await ask(seededPassword);
  await expect(page.getByText("is not confirmed yet")).toContainText(after);
  await stop(page, "an unconfirmed address");

  const link = linkIn(await mailTo(after));
  const reader = await browser.newPage(); // another browser, which is not signed in
  await reader.goto(link);
  await expect(reader.getByRole("heading", { level: 1, name: "Confirm your e-mail address" })).toBeVisible();
  await stop(reader, "a confirmation");
  await page.reload();
  await expect(page.getByText("is not confirmed yet"), "opening the link changes nothing").toBeVisible();
  await reader.getByRole("button", { name: "Use this address" }).click();
  await expect(reader.getByRole("heading", { level: 1, name: "Your address has changed" })).toBeVisible();

  await page.getByLabel("First name").fill("Augusta"); // the page is older than the new address, and reports the change
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(page.getByText("Saved your name")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "E-mail" })).toContainText(after);
  await expect(page.getByText("is not confirmed yet")).toBeHidden();
  for (const address of [before, after]) {
    await expect
      .poll(() => subjectsTo(address), { timeout: 90_000 })
      .toContain(`Your e-mail address for ${org.name} was changed`);
  }
  await signInByPage(reader, after, seededPassword);
  await reader.close();
});

test("a change of address can be cancelled, and its link then says that it no longer works", async ({
  org,
  signedIn,
  baseURL,
}) => {
  const page = await signedIn(org.admin);
  const data = { email: newAddress(org), current_password: seededPassword };
  const asked = await page.request.post("/me/email", { headers: { Origin: baseURL ?? "" }, data });
  expect(asked.status()).toBe(202);
  const link = linkIn(await mailTo(data.email));
  await page.goto("/dashboard/account");
  const dialog = page.getByRole("alertdialog", { name: "Cancel changing your address?" });
  await hydrated(page);
  await page.getByRole("button", { name: "Cancel the change" }).first().click();
  await dialog.getByRole("button", { name: "Cancel the change" }).click();
  await expect(page.getByText("is not confirmed yet")).toBeHidden();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "This link no longer works" })).toBeVisible();
  await stop(page, "a cancelled confirmation");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a forgotten password can be replaced, after a mistake", async ({ page, org }) => {
    await passwordOf(org.admin);
    await askForLink(page, org.admin.email);
    const link = linkIn(await mailTo(org.admin.email));
    await page.goto(link);
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await expect(page.getByText("Must be 12 to 256 characters long", { exact: false })).toBeVisible();
    await chooseOwnPassword(page, own);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: "This link has been used" })).toBeVisible();
  });
});
