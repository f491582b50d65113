import type { Locator, Page } from "@playwright/test";
import { database, type Organization, seedLead, seedMember, seedRule, seedRuleset, seedSecret } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { openDialog } from "./steps";

// Whoever edits something that another has changed meanwhile sees what that was, and chooses (contract §10).

type Role = "admin" | "editor" | "viewer";
const person = (email: string, role: Role, first_name = "Grace") => ({ first_name, last_name: "Okafor", email, role });

/** What somebody else does meanwhile, with a program. */
async function meanwhile({ admin, defaultUnit }: Organization, method: string, path: string, body?: object) {
  const headers = {
    Authorization: `Bearer ${admin.token}`,
    "Content-Type": "application/json",
    "X-Active-OU-ID": defaultUnit.unit_id,
  };
  const answer = await fetch(`${process.env.E2E_API_URL}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok, `${method} ${path} ${answer.status}`).toBe(true);
  return answer.status === 204 ? null : answer.json();
}

/** The changes that the page sends for no version; there must be none. */
function unversioned(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const isChange = /^(PUT|DELETE)$/.test(request.method());
    if (isChange && !request.headers()["if-match"]) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

async function openProfile(page: Page, memberId: string) {
  await page.goto(`/dashboard/members/${memberId}`);
  return openDialog(page, "Edit profile", "Edit profile");
}

test("an editor who has been made a viewer meanwhile does not become an editor again", async ({ org, signedIn }) => {
  const grace = await seedMember(org.org_id, "editor", {}, ["Grace", "Okafor"]);
  const path = `/members/${grace.org_member_id}`;
  const page = await signedIn(org.admin);
  const bare = unversioned(page);
  const dialog = await openProfile(page, grace.org_member_id);
  await meanwhile(org, "PUT", path, person(grace.email, "viewer"));

  const first = dialog.getByRole("textbox", { name: "First name" });
  await first.fill("Gracia");
  await dialog.getByRole("button", { name: "Save" }).click();
  const conflict = dialog.getByRole("alert");
  await expect(conflict).toContainText("Org role: Viewer (you opened it as Editor)");
  await expect(conflict).not.toContainText("First name");
  await expect(conflict).toBeFocused();
  await expect(first).toHaveValue("Gracia");
  await stop(page, "a conflict in a dialog");
  expect(await meanwhile(org, "GET", path)).toMatchObject({ first_name: "Grace", role: "viewer" });

  await conflict.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gracia Okafor");
  expect(await meanwhile(org, "GET", path)).toMatchObject({ first_name: "Gracia", role: "viewer" });
  expect(bare).toEqual([]);
});

test("what both have changed stays as it was typed, or becomes theirs; a third change is told again", async ({
  org,
  signedIn,
}) => {
  const grace = await seedMember(org.org_id, "editor", {}, ["Grace", "Okafor"]);
  const path = `/members/${grace.org_member_id}`;
  const page = await signedIn(org.admin);
  const dialog = await openProfile(page, grace.org_member_id);
  const [first, role] = [dialog.getByRole("textbox", { name: "First name" }), dialog.getByLabel("Org role")];
  const conflict = dialog.getByRole("alert");

  await meanwhile(org, "PUT", path, person(grace.email, "viewer", "Graziella"));
  await first.fill("Gracia");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(conflict).toContainText("First name: Graziella (you opened it as Grace)");
  await meanwhile(org, "PUT", path, person(grace.email, "admin", "Grazia"));
  await conflict.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(conflict).toContainText("First name: Grazia (you opened it as Graziella)");
  await expect(conflict).toContainText("Org role: Admin (you opened it as Viewer)");
  await expect(first).toHaveValue("Gracia");

  await conflict.getByRole("button", { name: "Use theirs" }).click();
  await expect(conflict).toBeHidden();
  await expect(first).toHaveValue("Grazia");
  await expect(first).toBeFocused();
  await expect(role).toHaveValue("admin");
  await first.fill("Gracia");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect(await meanwhile(org, "GET", path)).toMatchObject({ first_name: "Gracia", role: "admin" });
});

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
  await expect(async () => {
    await page.getByRole("button", { name: button }).click({ timeout: 2_000 });
    await expect(page.getByLabel(field, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
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
    mine: ["Counts from (UTC)", "2026-01-01T00:00"],
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
    told: /Profile: company Acme, seats 7 \(you opened it as .*\)/,
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
    told: /Trust the consent of its source: on \(you opened it as off\)/,
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

test("one's own name, beside a change by an admin", async ({ org, signedIn }) => {
  const grace = await seedMember(org.org_id, "editor", {}, ["Grace", "Okafor"]);
  const path = `/members/${grace.org_member_id}`;
  const page = await signedIn(grace);
  const bare = unversioned(page);
  await page.goto("/dashboard/account");
  await page.waitForLoadState("networkidle");
  await meanwhile(org, "PUT", path, person("grace.new@example.com", "viewer"));
  const first = page.getByLabel("First name");
  await first.fill("Gracia");
  await page.getByRole("button", { name: "Save" }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "Somebody else" });
  await expect(conflict).toContainText("E-mail: grace.new@example.com");
  await conflict.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(page.getByText("Saved your name")).toBeVisible();
  for (const name of ["Graciela", "Graciosa"]) {
    await first.fill(name); // the next version, and the next: nobody is in the way of oneself
    const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await page.getByRole("button", { name: "Save" }).click();
    expect((await saved).status()).toBe(204);
  }
  expect(await meanwhile(org, "GET", path)).toMatchObject({ first_name: "Graciosa", role: "viewer" });
  expect(bare).toEqual([]);
});

test("a role that is chosen, a membership that is revoked and a member who is removed", async ({ org, signedIn }) => {
  const { unit_id } = org.defaultUnit;
  const grace = await seedMember(org.org_id, "viewer", { [unit_id]: "viewer" }, ["Grace", "Okafor"]);
  const membership = `/org-units/${unit_id}/memberships/${grace.org_member_id}`;
  const roleNow = async () =>
    (await database()`select role from ou_memberships where org_member_id = ${grace.org_member_id}`)[0]?.role;
  const page = await signedIn(org.admin);
  const bare = unversioned(page);
  const choose = async (role: string) => {
    await page.getByRole("button", { name: /^Role of Grace Okafor/ }).click();
    await page.getByRole("menuitemradio", { name: role }).click();
  };
  await page.goto(`/dashboard/org-units/${unit_id}`);
  await page.waitForLoadState("networkidle");
  await meanwhile(org, "PUT", membership, { role: "admin" });
  await choose("Editor");
  const question = page.getByRole("alertdialog", { name: "Somebody else has changed this role" });
  await expect(question).toContainText("Grace Okafor is Admin in Default by now; you saw Viewer and chose Editor.");
  await stop(page, "a role that has been changed meanwhile");
  expect(await roleNow()).toBe("admin");
  await question.getByRole("button", { name: "Make it Editor" }).click();
  await expect.poll(roleNow).toBe("editor");
  await choose("Viewer");
  await choose("Admin"); // at once: the role that is seen is the one that has just been chosen
  await expect.poll(roleNow).toBe("admin");
  await expect(question).toBeHidden();

  await page.getByRole("button", { name: "Revoke the access of Grace Okafor" }).click();
  const revoke = page.getByRole("alertdialog", { name: /^Revoke the access/ });
  await meanwhile(org, "PUT", membership, { role: "viewer" });
  await revoke.getByRole("button", { name: "Revoke access" }).click();
  await expect(revoke.getByRole("alert")).toContainText("Role in this unit: Viewer (you opened it as Admin)");
  await stop(page, "a revocation of what has been changed");
  expect(await roleNow()).toBe("viewer");
  await revoke.getByRole("button", { name: "Revoke access" }).click();
  await expect(revoke).toBeHidden();
  expect(await roleNow()).toBeUndefined();

  await page.goto(`/dashboard/members/${grace.org_member_id}`);
  await page.waitForLoadState("networkidle");
  await meanwhile(org, "PUT", `/members/${grace.org_member_id}`, person(grace.email, "admin"));
  await page.getByRole("button", { name: "Remove member" }).click();
  const remove = page.getByRole("alertdialog", { name: "Remove Grace Okafor?" });
  await remove.getByRole("button", { name: "Remove Grace Okafor" }).click();
  await expect(remove.getByRole("alert")).toContainText("Org role: Admin (you opened it as Viewer)");
  await remove.getByRole("button", { name: "Remove Grace Okafor" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);
  expect(bare).toEqual([]);
});
