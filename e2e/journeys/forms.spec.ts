import type { Page } from "@playwright/test";
import { database, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { openDialog, passwordOf, unitCard } from "./steps";

const openCreate = (page: Page) => openDialog(page, "Create org unit", "Create an org unit");

test("a failed save keeps the dialog and its text, and focuses the invalid field", async ({ org, signedIn }) => {
  await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const dialog = await openCreate(page);
  const name = dialog.getByRole("textbox", { name: "Name" });
  const save = dialog.getByRole("button", { name: "Create org unit" });

  await expect(save).toBeEnabled();
  await save.click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");

  await name.fill("EMEA Sales");
  await expect(dialog.getByText("emea-sales")).toBeVisible();
  await save.click();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveAccessibleDescription(/name/i);
  await expect(name).toBeFocused();
  await expect(name).toHaveValue("EMEA Sales");
  await stop(page, "a name that is taken");

  await page.route("**/org-units", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await name.fill("Nordics");
  await save.click();
  await expect(dialog.getByRole("alert")).toContainText("The server did not answer");
  await expect(name).toHaveValue("Nordics");
  await stop(page, "a server that does not answer");
});

test("a double click sends one request", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const dialog = await openCreate(page);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nordics");
  let sent = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/org-units")) sent += 1;
  });
  await dialog.getByRole("button", { name: "Create org unit" }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(unitCard(page, "Nordics")).toHaveCount(1);
  expect(sent).toBe(1);
});

test("a session that ends while a form is open offers sign-in and keeps the form", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const dialog = await openCreate(page);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nordics");
  await database()`delete from sessions where org_id = ${org.org_id}`;
  await dialog.getByRole("button", { name: "Create org unit" }).click();

  const ended = page.getByRole("alertdialog", { name: "Your session has ended" });
  await expect(ended).toBeVisible();
  await stop(page, "a session that has ended");
  const opened = page.waitForEvent("popup");
  await ended.getByRole("link", { name: "Sign in" }).click();
  const signIn = await opened;
  await signIn.getByLabel("E-mail").fill(org.admin.email);
  await signIn.getByLabel("Password").fill(await passwordOf(org.admin));
  await signIn.getByRole("button", { name: "Sign in" }).click();
  await expect(signIn.getByRole("heading", { level: 1, name: "You are signed in again" })).toBeVisible();

  await ended.getByRole("button", { name: "Back to the page" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Nordics");
  await dialog.getByRole("button", { name: "Create org unit" }).click();
  await expect(dialog).toBeHidden();
  await expect(unitCard(page, "Nordics")).toBeVisible();
});

test("the sign-in page's script leaves the focus to whoever has begun to type their password", async ({
  page,
  org,
}) => {
  const { opened, open } = gate();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").focus();
  open();
  await hydrated(page);
  await expect(page.getByLabel("Password")).toBeFocused();

  await page.goto("/sign-in");
  await expect(page.getByLabel("E-mail")).toBeFocused();
});

test("closing a dialog or leaving a page with unsaved changes asks first", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const dialog = await openCreate(page);
  const question = page.getByRole("alertdialog", { name: "Discard what you entered?" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nordics");
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await stop(page, "the question before discarding");
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Nordics");
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();

  await page.goto("/dashboard/account");
  await hydrated(page);
  await page.getByLabel("First name").fill("Augusta");
  const asked: string[] = [];
  page.on("dialog", async (browserDialog) => {
    asked.push(browserDialog.type());
    await browserDialog.dismiss();
  });
  await page.getByRole("link", { name: "Members", exact: true }).click();
  await expect.poll(() => asked).toEqual(["confirm"]);
  await expect(page).toHaveURL(/\/dashboard\/account$/);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["confirm", "beforeunload"]);
  await expect(page.getByLabel("First name")).toHaveValue("Augusta");
});

test("what is typed and submitted before a form's script arrives is kept and sent", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  const password = await passwordOf(org.admin);
  const [ofPage, ofForm] = [gate(), gate()];
  let now = ofPage;
  await page.route("**/_next/static/**/*.js", async (route) => {
    await now.opened;
    await route.continue();
  });
  await page.goto("/dashboard/account/password", { waitUntil: "commit" });
  const current = page.getByLabel("Current password");
  await current.fill(password);
  ofPage.open();
  await hydrated(page);
  await page.getByLabel("New password").fill("violet tractor marmalade 91");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Changed your password")).toBeVisible();
  await expect(current).toHaveValue("");

  await page.goto("/dashboard/account");
  await hydrated(page);
  const first = page.getByLabel("First name");
  await expect(first).toHaveValue("Ada");
  now = ofForm;
  await first.fill("Augusta");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/account$/);
  ofForm.open();
  await expect(page.getByText("Saved your name")).toBeVisible();
  await expect(first).toHaveValue("Augusta");
});
