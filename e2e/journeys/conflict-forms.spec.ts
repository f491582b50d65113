import type { Locator, Page } from "@playwright/test";
import { type Organization, seedLead, seedRule, seedRuleset, seedSecret } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { meanwhile, unversioned } from "./meanwhile";
import { openDialog } from "./steps";

// As conflict.spec.ts for members, for each other form that changes something.

type Form = {
  /** Opens the form, and gives what it stands in. */
  open: (page: Page, id: string) => Promise<Locator | Page>;
  seed: (org: Organization) => Promise<string>;
  path: (id: string) => string;
  theirs: object;
  told: RegExp;
  /** The field that I type in, and what. */
  mine: [label: string, text: string];
  /** What there is in the end. */
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
  "a unit": {
    open: async (page, id) => {
      await page.goto(`/dashboard/org-units/${id}`);
      return openDialog(page, /^Rename/, /^Rename/);
    },
    seed: async ({ defaultUnit }) => defaultUnit.unit_id,
    path: (id) => `/org-units/${id}`,
    theirs: { name: "Nordics" },
    told: /Name: Nordics \(you opened it as Default\)/,
    mine: ["External reference (optional)", "sf-1"],
    both: { name: "Nordics", external_ref: "sf-1" },
  },
  "a ruleset": {
    open: (page) => opened(page, "/dashboard/rules", "Edit Seeded", "Name"),
    seed: inOwnUnit(seedRuleset),
    path: (id) => `/rulesets/${id}`,
    theirs: { name: "Website", active: false },
    told: /The ruleset is active: off \(you opened it as on\)/,
    mine: ["Active from (UTC)", "2026-01-01T00:00"],
    both: { name: "Website", active: false, starts_at: "2026-01-01T00:00:00Z" },
  },
  "a lead": {
    open: async (page, id) => {
      await page.goto(`/dashboard/leads/${id}`);
      return openDialog(page, "Edit lead", "Edit the lead");
    },
    seed: inOwnUnit(seedLead),
    path: (id) => `/leads/${id}`,
    theirs: { profile: { company: "Acme", seats: 7 } },
    told: /Profile: seats: 7, company: Acme \(you opened it as empty\)/,
    mine: ["Owner", "Grace Okafor"],
    both: { owner_name: "Grace Okafor", profile: { company: "Acme", seats: 7 } },
  },
  "a service account": {
    open: async (page) => {
      await page.goto("/dashboard/integrations");
      return openDialog(page, /^(Rename|Edit)/, /^Rename/);
    },
    seed: async ({ org_id, defaultUnit }) => (await seedSecret(org_id, defaultUnit.unit_id)).secret_id,
    path: (id) => `/secrets/${id}`,
    theirs: { name: "Theirs", trust_upstream_consent: true },
    told: /Trust consent given at the source: on \(you opened it as off\)/,
    mine: ["Name", "Mine"],
    both: { name: "Mine", trust_upstream_consent: true },
  },
};

for (const [name, form] of Object.entries(forms)) {
  test(`${name} that has been changed meanwhile: both changes stand`, async ({ org, signedIn }) => {
    const id = await form.seed(org);
    const page = await signedIn(org.admin);
    const bare = unversioned(page);
    const place = await form.open(page, id);
    await meanwhile(org, "PUT", form.path(id), form.theirs);
    const [label, text] = form.mine;
    await place.getByLabel(label, { exact: true }).fill(text);
    await place.getByRole("button", { name: "Save", exact: true }).click();
    const conflict = place.getByRole("alert").filter({ hasText: "Somebody else" });
    await expect(conflict).toContainText(form.told);
    await expect(place.getByLabel(label, { exact: true })).toHaveValue(text);
    await stop(page, `a conflict over ${name}`);
    const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await conflict.getByRole("button", { name: "Keep mine and save" }).click();
    expect(await (await saved).json()).toMatchObject(form.both);
    await expect(conflict).toBeHidden();
    expect(bare).toEqual([]);
  });
}

test("a rule that has been changed meanwhile: theirs is taken, and nothing is sent", async ({ org, signedIn }) => {
  const ruleset = await seedRuleset(org.org_id, org.defaultUnit.unit_id);
  const rule = await seedRule(org.org_id, org.defaultUnit.unit_id, ruleset);
  const page = await signedIn(org.admin);
  await opened(page, "/dashboard/rules", /^Edit: /, "Points");
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

test("rows that are added to a lead, beside rows that another has added", async ({ org, signedIn }) => {
  const id = await seedLead(org.org_id, org.defaultUnit.unit_id);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/leads/${id}`);
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
    profile: { seats: "7" }, // theirs, and the text that they wrote
    aliases: [{ alias_kind: "email", raw_value: "murray@example.com" }],
  });
});
