import type { Locator, Page } from "@playwright/test";
import { type Organization, seedLead, seedRule, seedRuleset, seedSecret } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { meanwhile, unversioned } from "./meanwhile";
import { openDialog } from "./steps";

// The same as conflict.spec.ts, for every other form that changes something.

type Form = {
  /** Opens the form and returns its container. */
  open: (page: Page, id: string) => Promise<Locator | Page>;
  seed: (org: Organization) => Promise<string>;
  path: (id: string) => string;
  theirs: object;
  shows: RegExp;
  /** The field that is edited, and its new text. */
  mine: [label: string, text: string];
  /** The result of both changes. */
  both: Record<string, unknown>;
};

const inOwnUnit =
  (seed: (orgId: string, unitId: string) => Promise<string>) =>
  ({ org_id, defaultUnit }: Organization) =>
    seed(org_id, defaultUnit.unit_id);

async function opened(page: Page, path: string, button: string | RegExp, field: string): Promise<Page> {
  await page.goto(path);
  await hydrated(page);
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByLabel(field, { exact: true })).toBeVisible();
  return page;
}

const forms: Record<string, Form> = {
  "an org unit": {
    open: async (page, id) => {
      await page.goto(`/dashboard/org-units/${id}`);
      return openDialog(page, /^Rename/, /^Rename/);
    },
    seed: async ({ defaultUnit }) => defaultUnit.unit_id,
    path: (id) => `/org-units/${id}`,
    theirs: { name: "Nordics" },
    shows: /Name: Nordics \(you opened it as Default\)/,
    mine: ["External reference (optional)", "sf-1"],
    both: { name: "Nordics", external_ref: "sf-1" },
  },
  "a ruleset": {
    open: (page) => opened(page, "/dashboard/ou/default/rules", "Edit Seeded", "Name"),
    seed: inOwnUnit(seedRuleset),
    path: (id) => `/rulesets/${id}`,
    theirs: { name: "Website", active: false },
    shows: /The ruleset is active: off \(you opened it as on\)/,
    mine: ["Active from (UTC)", "2026-01-01T00:00"],
    both: { name: "Website", active: false, starts_at: "2026-01-01T00:00:00Z" },
  },
  "a lead": {
    open: async (page, id) => {
      await page.goto(`/dashboard/ou/default/leads/${id}`);
      return openDialog(page, "Edit lead", "Edit the lead");
    },
    seed: inOwnUnit(seedLead),
    path: (id) => `/leads/${id}`,
    theirs: { profile: { company: "Acme", seats: 7 } },
    shows: /Profile: seats: 7, company: Acme \(you opened it as empty\)/,
    mine: ["Owner", "Grace Okafor"],
    both: { owner_name: "Grace Okafor", profile: { company: "Acme", seats: 7 } },
  },
  "a service account": {
    open: async (page) => {
      await page.goto("/dashboard/ou/default/integrations");
      return openDialog(page, /^(Rename|Edit)/, /^Rename/);
    },
    seed: async ({ org_id, defaultUnit }) => (await seedSecret(org_id, defaultUnit.unit_id)).secret_id,
    path: (id) => `/secrets/${id}`,
    theirs: { name: "Theirs", trust_upstream_consent: true },
    shows: /Trust consent given at the source: on \(you opened it as off\)/,
    mine: ["Name", "Mine"],
    both: { name: "Mine", trust_upstream_consent: true },
  },
};

for (const [name, form] of Object.entries(forms)) {
  test(`${name} edited by two people: both changes are kept`, async ({ org, signedIn }) => {
    const id = await form.seed(org);
    const page = await signedIn(org.admin);
    const bare = unversioned(page);
    const container = await form.open(page, id);
    await meanwhile(org, "PUT", form.path(id), form.theirs);
    const [label, text] = form.mine;
    await container.getByLabel(label, { exact: true }).fill(text);
    await container.getByRole("button", { name: "Save", exact: true }).click();
    const conflict = container.getByRole("alert").filter({ hasText: "Somebody else" });
    await expect(conflict).toContainText(form.shows);
    await expect(container.getByLabel(label, { exact: true })).toHaveValue(text);
    await stop(page, `a conflict over ${name}`);
    const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await conflict.getByRole("button", { name: "Keep mine and save" }).click();
    expect(await (await saved).json()).toMatchObject(form.both);
    await expect(conflict).toBeHidden();
    expect(bare).toEqual([]);
  });
}

test("a rule edited by two people: choosing theirs fills the form and sends nothing", async ({ org, signedIn }) => {
  const ruleset = await seedRuleset(org.org_id, org.defaultUnit.unit_id);
  const rule = await seedRule(org.org_id, org.defaultUnit.unit_id, ruleset);
  const page = await signedIn(org.admin);
  await opened(page, "/dashboard/ou/default/rules", /^Edit: /, "Points");
  await meanwhile(org, "PUT", `/rulesets/${ruleset}/rules/${rule}`, { event_type: "bought", weight: 50 });
  const points = page.getByLabel("Points", { exact: true });
  await points.fill("9");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "Somebody else" });
  await expect(conflict).toContainText(/Event type: bought .*Points: \+50/);
  await conflict.getByRole("button", { name: "Use theirs" }).click();
  await expect(points).toHaveValue("50");
  await expect(page.getByLabel("Event type", { exact: true })).toHaveValue("bought");
});

test("a lead to which two people add rows: both are kept, except where they conflict", async ({ org, signedIn }) => {
  const id = await seedLead(org.org_id, org.defaultUnit.unit_id);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/ou/default/leads/${id}`);
  const dialog = await openDialog(page, "Edit lead", "Edit the lead");
  const aliases = [{ alias_kind: "email", raw_value: "grace@example.com" }];
  await meanwhile(org, "PUT", `/leads/${id}`, { profile: { seats: "7" }, aliases });
  await dialog.getByRole("button", { name: "Add alias" }).click();
  await dialog.getByRole("textbox", { name: "E-mail 1" }).fill("murray@example.com");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = dialog.getByRole("alert").filter({ hasText: "Somebody else" });
  await expect(conflict).toContainText("Aliases: E-mail grace@example.com (you opened it as empty)");
  await expect(dialog.getByRole("textbox", { name: "E-mail 1" })).toHaveValue("murray@example.com");
  await conflict.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(dialog).toBeHidden();
  expect(await meanwhile(org, "GET", `/leads/${id}`)).toMatchObject({
    profile: { seats: "7" }, // theirs, still as text
    aliases: [{ alias_kind: "email", raw_value: "murray@example.com" }],
  });
});
