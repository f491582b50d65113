import { expect, type Locator, type Page } from "@playwright/test";
import { type Person, seededPassword, seedPassword } from "@/e2e/seed";
import { hydrated } from "./hydration";

// The steps that people take on the pages. Each one ends when the page shows its result.

/** Signs in on the page and waits for the dashboard. */
export async function signInByPage(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/** Chooses a password on the page that an invitation or initial password leads to, and waits for the dashboard. */
export async function chooseOwnPassword(page: Page, password: string): Promise<void> {
  const done = page.getByRole("button", { name: "Set the password and sign in" });
  await expect(done).toBeVisible(); // the sign-in page, which leads here, has a field of the same name
  await page.getByLabel("Password", { exact: true }).fill(password);
  await done.click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/** Gives the person a password to sign in with, and returns it. */
export async function passwordOf(person: Person): Promise<string> {
  await seedPassword(person.org_member_id);
  return seededPassword;
}

const MOST_STEPS = 40;

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

type Destination =
  | "Overview"
  | "Org units"
  | "Members"
  | "Access changes"
  | "Access reviews"
  | "Mail"
  | "Webhooks"
  | "Audit log"
  | "Leads"
  | "Rules"
  | "Integrations";

/** Opens a page by its link in the navigation. */
export async function openPage(page: Page, name: Destination): Promise<void> {
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Opens a dialog with its button. */
export async function openDialog(page: Page, button: string | RegExp, title: string | RegExp): Promise<Locator> {
  await hydrated(page);
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Creates an OU on the OUs' page. */
export async function createUnit(page: Page, name: string): Promise<void> {
  const dialog = await openDialog(page, "Create org unit", "Create an org unit");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create org unit" }).click();
  await expect(dialog).toBeHidden();
  await expect(unitCard(page, name)).toBeVisible();
}

/** The card of an OU on the OUs' page. */
export const unitCard = (page: Page, name: string): Locator =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name, exact: true }) });

/** Adds a member without any OU and with a first password on the members' page. Returns the password that the dialog shows. */
export async function addMember(page: Page, [first, last]: [string, string], email: string): Promise<string> {
  const dialog = await openDialog(page, "Add member", "Add a member");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
  await dialog.getByText("Name, role and org units").click();
  await dialog.getByRole("textbox", { name: "First name" }).fill(first);
  await dialog.getByRole("textbox", { name: "Last name" }).fill(last);
  await dialog.getByRole("checkbox", { name: /Default/ }).uncheck();
  await dialog.getByRole("checkbox", { name: "Also give them a first password" }).check();
  await dialog.getByRole("button", { name: "Add member" }).click();
  const added = page.getByRole("dialog", { name: `${first} ${last} was added` });
  const password = await added.locator("code").innerText();
  await added.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("link", { name: `${first} ${last}` })).toBeVisible();
  return password;
}

/** Grants access on an OU's page. */
export async function grantAccess(page: Page, name: string, role: "Admin" | "Editor" | "Viewer"): Promise<void> {
  const dialog = await openDialog(page, "Grant access", /^Grant access to/);
  await dialog.getByRole("combobox", { name: "Members" }).fill(name);
  await dialog.getByRole("option", { name }).click();
  await dialog.getByLabel("Role in this org unit").selectOption({ label: role });
  await dialog.getByRole("button", { name: "Grant access" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name })).toBeVisible();
}

/** The header's button that names the active OU and switches it. */
export const switcher = (page: Page): Locator => page.getByRole("button", { name: /^Active org unit:/ });

/** Switches the active OU in the header. */
export async function switchTo(page: Page, unit: string): Promise<void> {
  await switcher(page).click();
  await page.getByRole("combobox", { name: "Search org units" }).fill(unit);
  await page.getByRole("option", { name: unit }).click();
  await expect(switcher(page)).toHaveAccessibleName(`Active org unit: ${unit}. Switch`);
}

/** Signs out with the account's menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** Counts clicks, choices and keys: what a person does from an open page on. */
export function counting() {
  const counted = { interactions: 0 };
  const step = async (act: Promise<unknown>) => {
    counted.interactions += 1;
    await act;
  };
  return { counted, step };
}
