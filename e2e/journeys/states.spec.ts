import fs from "node:fs/promises";
import type { Page } from "@playwright/test";
import { seedMember, seedOrganization, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";

async function download(page: Page, button: string): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: button }).click();
  return fs.readFile(await (await started).path(), "utf8");
}

test("an export applies the current filter, and no cell is a formula", async ({ org, signedIn }) => {
  await seedMember(org.org_id, "viewer", {}, ["=cmd()", "Formula"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members?search=formula");
  const csv = await download(page, "Export as CSV");
  expect(csv.trim().split(/\r?\n/)).toHaveLength(2);
  expect(csv).toContain("'=cmd()");
  const json = JSON.parse(await download(page, "Export as JSON"));
  expect(json.map((member: { first_name: string }) => member.first_name)).toEqual(["=cmd()"]);
});

test("missing pages and those of another organization look the same", async ({ org, signedIn }) => {
  const other = await seedOrganization("Other");
  const page = await signedIn(org.admin);
  const seen = new Set<string>();
  for (const path of [
    "/dashboard/nothing",
    "/dashboard/org-units/unit_nothing",
    `/dashboard/org-units/${other.defaultUnit.unit_id}`,
    "/dashboard/members/mem_nothing",
    `/dashboard/members/${other.admin.org_member_id}`,
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(/Not found|Page not found/);
    await expect(page, path).toHaveTitle(/^Not found/);
    const text = await page.getByRole("main").innerText();
    if (!seen.has(text)) await stop(page, `not found: ${path}`);
    seen.add(text);
  }
});

test("an empty list says whether it is new, has no match, or is out of reach", async ({ org, signedIn }) => {
  const hidden = await seedUnit(org.org_id, "Hidden");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  await expect(page.getByText("You are the only member so far")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search name or e-mail" }).fill("nobody");
  await expect(page.getByText("No member matches")).toBeVisible();
  await expect(page).toHaveURL(/search=nobody/);
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await expect(page.getByRole("searchbox", { name: "Search name or e-mail" })).toHaveValue("");
  await page.goto("/dashboard/org-units?search=nothing");
  await expect(page.getByText("No org unit matches")).toBeVisible();
  await page.goto("/dashboard/account/tokens");
  await expect(page.getByText("No access tokens yet")).toBeHidden(); // the seed creates one
  await page.goto(`/dashboard/org-units/${hidden.unit_id}`);
  await expect(page.getByText("No memberships yet")).toBeVisible();

  const outsider = await signedIn(await seedMember(org.org_id, "viewer", {}, ["Otto", "Outside"]));
  await outsider.goto("/dashboard/org-units");
  await expect(outsider.getByText("You have no access to any org unit")).toBeVisible();
  await expect(outsider.getByText("You can ask Ada Lovelace, an org admin.")).toBeVisible();
  await stop(outsider, "no org unit at all");
  await outsider.goto(`/dashboard/members?unit_id=${hidden.unit_id}`);
  await expect(outsider.getByText("You cannot see the members of this org unit")).toBeVisible();
  await stop(outsider, "an org unit out of reach");
});

test("a token is shown once, and can be copied, used and revoked", async ({ org, signedIn, baseURL }) => {
  const page = await signedIn(org.admin, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/dashboard/account/tokens");
  await hydrated(page);
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("CI");
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Created the token CI" });
  const token = await created.getByRole("textbox", { name: "Token" }).inputValue();
  await stop(page, "a token shown once");
  await created.getByRole("button", { name: "Copy the token" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await created.getByRole("button", { name: "Done" }).click();
  const call = () => fetch(`${baseURL}/me`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await call()).status).toBe(200);
  await page.getByRole("button", { name: "Revoke: CI" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("button", { name: "Revoke: CI" })).toHaveCount(0);
  expect((await call()).status).toBe(401);
});
