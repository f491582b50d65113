import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { database, type Organization, seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { openDialog, openPage, switchTo } from "./steps";
import { addRule, sendEvent } from "./unit-data";

// Each test visits several pages, and axe checks them.
test.describe.configure({ timeout: 180_000 });

async function twoUnits(org: Organization) {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const { token } = org.admin;
  await sendEvent({ token, unitId: org.defaultUnit.unit_id }, "ada@example.com", "page_viewed");
  const grace = await sendEvent({ token, unitId: emea.unit_id }, "grace@example.com", "page_viewed");
  return `/dashboard/ou/emea-sales/leads/${grace}`;
}

const names = (page: Page) => page.getByRole("table").getByRole("rowheader");

test("switching the org unit shows its leads, and leads from a lead's page to the list", async ({ org, signedIn }) => {
  const path = await twoUnits(org);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/leads");
  await expect(names(page)).toHaveText(["ada@example.com"]);
  await switchTo(page, "EMEA Sales");
  await expect(names(page)).toHaveText(["grace@example.com"]);
  await stop(page, "the leads of another org unit");

  await names(page).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "grace@example.com" })).toBeVisible();
  await expect(page).toHaveURL(path);
  await switchTo(page, "Default");
  await expect(names(page)).toHaveText(["ada@example.com"]);
});

test("a tab stays in its org unit when another tab switches", async ({ org, signedIn }) => {
  await twoUnits(org);
  const one = await signedIn(org.admin);
  const two = await one.context().newPage();
  await one.goto("/dashboard/ou/default/leads");
  await two.goto("/dashboard/ou/default/leads");
  await switchTo(two, "EMEA Sales");
  await expect(names(two)).toHaveText(["grace@example.com"]);

  await openPage(one, "Rules");
  await expect(one.getByText(/How leads of Default get points/)).toBeVisible();
  await openPage(one, "Leads");
  await expect(names(one)).toHaveText(["ada@example.com"]);
  await openPage(two, "Rules");
  await expect(two.getByText(/How leads of EMEA Sales get points/)).toBeVisible();
});

/** Runs a copied command in a shell, or sends its request without curl. */
async function run(command: string, secret: string): Promise<unknown> {
  if (spawnSync("curl", ["--version"]).status === 0) {
    const env = { ...process.env, LEADVIBE_CLIENT_SECRET: secret };
    return JSON.parse(spawnSync("sh", ["-c", command], { env, encoding: "utf8" }).stdout);
  }
  const url = /curl (\S+)/.exec(command)?.[1] ?? "";
  const user = (/-u "([^"]+)"/.exec(command)?.[1] ?? "").replace("$LEADVIBE_CLIENT_SECRET", secret);
  const body = /-d '([^']+)'/.exec(command)?.[1] ?? "";
  const headers = { Authorization: `Basic ${btoa(user)}`, "Content-Type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body })).json();
}

test("the command on the integrations page changes the score that the lead's page explains", async ({
  org,
  signedIn,
}) => {
  await addRule({ token: org.admin.token, unitId: org.defaultUnit.unit_id }, "pricing_page_viewed", 15);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/integrations");
  await expect(page.getByText("Nothing is connected to Default yet")).toBeVisible();
  const dialog = await openDialog(page, "Create service account", "Create a service account");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Website");
  await dialog.getByRole("button", { name: "Create service account" }).click();
  const created = page.getByRole("dialog", { name: "Created the service account Website" });
  const secret = await created.getByRole("textbox", { name: "Client secret" }).inputValue();
  const command = await created.locator("pre").innerText();
  await stop(page, "a client secret shown once");
  await created.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  for (const points of [15, 30]) {
    expect(await run(command, secret)).toMatchObject({ lead_id: expect.any(String) });
    await openPage(page, "Leads");
    await page.getByRole("link", { name: "ada@example.com" }).click();
    const explained = page.getByRole("table", { name: "Rules that give points, most points first" });
    await expect(explained.getByRole("row", { name: /pricing_page_viewed/ })).toContainText(`+${points}`);
    await expect(explained.getByRole("row", { name: /^Score/ })).toContainText(String(points));
  }
  await stop(page, "a score explained");

  await openPage(page, "Integrations");
  await page.getByRole("button", { name: "Revoke: Website" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke service account" }).click();
  await expect(page.getByText("Nothing is connected to Default yet")).toBeVisible();
  expect(await run(command, secret)).toMatchObject({ status: 401 });
});

test("editing a rule previews the changes, and saving it changes the score", async ({ org, signedIn }) => {
  const call = { token: org.admin.token, unitId: org.defaultUnit.unit_id };
  await addRule(call, "pricing_page_viewed", 15);
  const leadId = await sendEvent(call, "ada@example.com", "pricing_page_viewed");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/rules");
  await hydrated(page);
  await page.getByRole("button", { name: "Edit: pricing_page_viewed" }).click();
  const form = page.getByRole("form", { name: "Edit the rule" });
  await form.getByRole("textbox", { name: "Points" }).fill("much");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("textbox", { name: "Points" })).toHaveAccessibleDescription("must be a whole number");
  await form.getByRole("textbox", { name: "Points" }).fill("40");
  await form.getByRole("button", { name: "What would change?" }).click();
  await expect(form.getByRole("status")).toContainText("1 of 1 lead would change: 1 up.");
  await stop(page, "what would change");
  await form.getByRole("textbox", { name: "Points" }).fill("-5"); // the panel stays and follows
  await expect(form.getByRole("status")).toContainText("1 of 1 lead would change: 1 down.");
  await form.getByRole("textbox", { name: "Points" }).fill("40");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Edit: pricing_page_viewed" })).toBeFocused();
  await expect(page.getByRole("listitem").filter({ hasText: "pricing_page_viewed" })).toContainText(
    "+40 when a pricing page is viewed",
  );

  await page.getByRole("button", { name: "Actions for: pricing_page_viewed" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  const copy = page.getByRole("form", { name: "New rule in Website" });
  await copy.getByRole("textbox", { name: "Points" }).fill("5");
  await copy.getByRole("button", { name: "Add rule" }).click();
  const rules = page.getByRole("region", { name: "Website" }).getByRole("listitem");
  await expect(rules).toHaveText([/^\+40/, /^\+5/]);
  const edit = page.getByRole("button", { name: "Edit: pricing_page_viewed, +40" });
  await edit.press("Alt+ArrowDown");
  await expect(rules).toHaveText([/^\+5/, /^\+40/]);
  await expect(edit).toBeFocused();
  await page.getByRole("button", { name: "Actions for: pricing_page_viewed, +40" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect(rules).toHaveText([/^\+40/, /^\+5/]);
  await page.getByRole("link", { name: "Most points first" }).click();
  await expect(page).toHaveURL(/\?order=points$/);
  await page.getByRole("button", { name: "Actions for: pricing_page_viewed, +5" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove rule" }).click();
  await expect(rules).toHaveCount(1);

  await page.getByRole("button", { name: "Edit Website" }).click();
  const ruleset = page.getByRole("form", { name: "Edit Website" });
  await ruleset.getByRole("checkbox", { name: "The ruleset is active" }).uncheck();
  await ruleset.getByRole("button", { name: "What would change?" }).click();
  await expect(ruleset.getByRole("status")).toContainText("1 of 1 lead would change: 1 down.");
  await ruleset.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Edit Website" })).toBeFocused();

  await page.goto(`/dashboard/ou/default/leads/${leadId}`);
  const explained = page.getByRole("table", { name: "Rules that give points, most points first" });
  await expect(explained.getByRole("row", { name: /^Score/ })).toContainText("40");
});

test("the rules of another OU are copied after a look at what is added", async ({ org, signedIn }) => {
  const call = { token: org.admin.token, unitId: org.defaultUnit.unit_id };
  await addRule(call, "pricing_page_viewed", 15);
  await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/emea-sales/rules");
  await hydrated(page);
  const dialog = await openDialog(page, "Copy from another org unit", "Copy rules to EMEA Sales");
  await dialog.getByRole("combobox", { name: "From" }).selectOption("Default");
  await expect(dialog.getByRole("status")).toHaveText(
    "1 ruleset with 1 rule will be added; active ones count at once.",
  );
  await expect(
    dialog.getByRole("listitem").filter({ hasText: "+15 when a pricing page is viewed" }).first(),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Copy rulesets" }).click();
  await expect(page.getByRole("region", { name: "Website" }).getByRole("listitem")).toHaveText([/^\+15/]);
});

test("the rules page shows the progress of a recomputation until it is done", async ({ org, signedIn }) => {
  const unitId = org.defaultUnit.unit_id;
  await addRule({ token: org.admin.token, unitId }, "pricing_page_viewed", 15);
  // The row as a recomputation of a thousand leads would leave it between two steps.
  const atStep = (building: number | null, done: number) =>
    database()`update scoring set building = ${building}, leads_done = ${done}, leads_total = 1000, building_started_at = now()
                where org_id = ${org.org_id} and unit_id = ${unitId}`;
  await atStep(99, 300);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/rules");
  await expect(page.getByText("Scores are being recomputed: 30 %.")).toBeVisible();
  await stop(page, "a running recomputation");
  await atStep(99, 750);
  await expect(page.getByText("Scores are being recomputed: 70 %.")).toBeVisible();
  await expect(page.getByText("750 of 1,000")).toBeVisible();
  await atStep(null, 1000);
  await expect(page.getByText("All scores are up to date with these rules.")).toBeVisible();
});

test("a lead can be added, edited and erased", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/leads");
  await expect(page.getByText("No leads in Default yet")).toBeVisible();
  const dialog = await openDialog(page, "Add lead", "Add a lead");
  await dialog.getByRole("textbox", { name: "E-mail 1" }).fill("ada@example.com");
  await dialog.getByRole("textbox", { name: "Value of field 1" }).fill("Ada Lovelace");
  await dialog.getByRole("button", { name: "Add lead" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  await stop(page, "a lead without events");

  const edit = await openDialog(page, "Edit lead", "Edit the lead");
  await edit.getByRole("textbox", { name: "Owner" }).fill("Grace Hopper");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByText("Grace Hopper")).toBeVisible();

  await page.getByRole("button", { name: "Erase lead" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Erase Ada Lovelace" }).click();
  await expect(page).toHaveURL(/\/dashboard\/ou\/default\/leads$/);
  await expect(page.getByText("No leads in Default yet")).toBeVisible();
});

test("viewers can read, and see who can make changes; without an org unit the pages say why they are empty", async ({
  org,
  signedIn,
}) => {
  const call = { token: org.admin.token, unitId: org.defaultUnit.unit_id };
  await addRule(call, "page_viewed", 5);
  await sendEvent(call, "ada@example.com", "page_viewed");
  const viewer = await signedIn(await seedMember(org.org_id, "editor", { [call.unitId]: "viewer" }));
  await viewer.goto("/dashboard/ou/default/rules");
  await expect(viewer.getByText("you can see the rules; its editors and admins can change them")).toBeVisible();
  await expect(viewer.getByRole("main").getByRole("button")).toHaveCount(0);
  await stop(viewer, "read-only rules");
  await viewer.goto("/dashboard/ou/default/integrations");
  await expect(viewer.getByText("Service accounts are managed by the org unit's admins")).toBeVisible();
  await viewer.goto("/dashboard/ou/default/leads");
  await expect(viewer.getByRole("link", { name: "ada@example.com" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Add lead" })).toHaveCount(0);

  const outsider = await signedIn(await seedMember(org.org_id, "viewer", {}, ["Otto", "Outside"]));
  for (const path of ["unit", "leads", "rules", "integrations"]) {
    await outsider.goto(`/dashboard/${path}`);
    await expect(outsider.getByText("You have no access to any org unit")).toBeVisible();
  }
  await stop(outsider, "no org unit at all");
});
