import type { Page } from "@playwright/test";
import { countRows, database, type Person } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { openDialog } from "./steps";

/** Loses the answer to the next request to this path, after the server has given it. Returns the keys of all of them. */
async function loseAnswer(page: Page, path: string): Promise<string[]> {
  const keys: string[] = [];
  await page.route(path, async (route) => {
    keys.push(route.request().headers()["idempotency-key"] ?? "none");
    if (keys.length > 1) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  return keys;
}

const tokensOf = async ({ org_member_id: id }: Person) =>
  (await database()`select 1 from personal_access_tokens where org_member_id = ${id} and name = 'Nightly'`).length;

test("submitting again after a lost answer finds what was created, and creates nothing twice", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/org-units");
  const keys = await loseAnswer(page, "**/org-units");
  const before = await countRows("org_units", org.org_id);
  const form = await openDialog(page, "Create org unit", "Create an org unit");
  await form.getByLabel("Name").fill("EMEA Sales");
  const create = form.getByRole("button", { name: "Create org unit" });
  await create.click();
  await expect(form.getByRole("alert")).toContainText("The server did not answer");
  expect(await countRows("org_units", org.org_id)).toBe(before + 1);
  await create.click();
  await expect(page.getByText("EMEA Sales").first()).toBeVisible();
  expect(await countRows("org_units", org.org_id)).toBe(before + 1);
  expect(keys).toEqual([keys[0], keys[0]]);
});

test("a secret whose answer was lost is not shown by submitting again, and the page says what to do", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/account/tokens");
  const keys = await loseAnswer(page, "**/settings/tokens");
  const form = await openDialog(page, "Create token", "Create an access token");
  await form.getByLabel("Name").fill("Nightly");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("alert")).toContainText("The server did not answer");
  await form.getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Created the token Nightly" });
  await expect(created.getByRole("alert")).toContainText("Revoke this one and create another");
  await stop(page, "a secret that was lost");
  await created.getByRole("button", { name: "Done" }).click();
  expect([await tokensOf(org.admin), new Set(keys).size]).toEqual([1, 1]);

  const another = await openDialog(page, "Create token", "Create an access token"); // a new submit has a key of its own
  await another.getByLabel("Name").fill("Nightly");
  await another.getByRole("button", { name: "Create token" }).dblclick();
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue(/^lv_pat_/);
  expect([await tokensOf(org.admin), new Set(keys).size]).toEqual([2, 2]);
});
