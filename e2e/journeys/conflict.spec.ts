import type { Page } from "@playwright/test";
import { database, seedMember } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { meanwhile, unversioned } from "./meanwhile";
import { openDialog } from "./steps";

// Somebody who saves what another person has changed meanwhile sees the other change and chooses (contract §10).

type Role = "admin" | "editor" | "viewer";
const person = (email: string, role: Role, first_name = "Grace") => ({ first_name, last_name: "Okafor", email, role });

async function openProfile(page: Page, memberId: string) {
  await page.goto(`/dashboard/members/${memberId}`);
  return openDialog(page, "Edit profile", "Edit profile");
}

test("saving a name does not restore the org role that somebody else has just lowered", async ({ org, signedIn }) => {
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

test("a field that both changed can be kept or replaced by theirs, and a third change is reported again", async ({
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

test("a member's change of name and an admin's change of address are both kept", async ({ org, signedIn }) => {
  const grace = await seedMember(org.org_id, "editor", {}, ["Grace", "Okafor"]);
  const path = `/members/${grace.org_member_id}`;
  const page = await signedIn(grace);
  const bare = unversioned(page);
  await page.goto("/dashboard/account");
  await hydrated(page);
  await meanwhile(org, "PUT", path, person("grace.new@example.com", "viewer"));
  const first = page.getByLabel("First name");
  await first.fill("Gracia");
  await page.getByRole("button", { name: "Save" }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "Somebody else" });
  await expect(conflict).toContainText("E-mail: grace.new@example.com");
  await conflict.getByRole("button", { name: "Keep mine and save" }).click();
  await expect(page.getByText("Saved your name")).toBeVisible();
  for (const name of ["Graciela", "Graciosa"]) {
    await first.fill(name); // one's own saves cause no conflict
    const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await page.getByRole("button", { name: "Save" }).click();
    expect((await saved).status()).toBe(204);
  }
  expect(await meanwhile(org, "GET", path)).toMatchObject({ first_name: "Graciosa", role: "viewer" });
  expect(bare).toEqual([]);
});

test("two quick choices of a role are saved in order and do not conflict, even if looking up what the admin has made takes long", async ({
  org,
  signedIn,
}) => {
  const { unit_id } = org.defaultUnit;
  await seedMember(org.org_id, "viewer", { [unit_id]: "admin" }, ["Grace", "Okafor"]);
  const page = await signedIn(org.admin);
  const late = gate();
  await page.route("**/created", async (route) => {
    await late.opened;
    await route.continue();
  });
  const saved: unknown[] = [];
  page.on("response", (answer) => {
    if (answer.request().method() === "PUT") saved.push([answer.request().postDataJSON().role, answer.status()]);
  });
  await page.goto(`/dashboard/org-units/${unit_id}`);
  await hydrated(page);
  for (const role of ["Editor", "Viewer"]) {
    await page.getByRole("button", { name: /^Role of Grace Okafor/ }).click();
    await page.getByRole("menuitemradio", { name: role }).click();
  }
  late.open();
  await expect.poll(() => saved).toHaveLength(2);
  expect(saved).toEqual([
    ["editor", 200],
    ["viewer", 200],
  ]);
  await expect(page.getByRole("button", { name: /^Role of Grace Okafor/ })).toContainText("Viewer");
  await expect(page.getByRole("alertdialog")).toBeHidden();
});

test("choosing a role, revoking a membership and removing a member ask first after somebody else's change", async ({
  org,
  signedIn,
}) => {
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
  await hydrated(page);
  await meanwhile(org, "PUT", membership, { role: "admin" });
  await choose("Editor");
  const question = page.getByRole("alertdialog", { name: "Somebody else has changed this role" });
  await expect(question).toContainText("Grace Okafor is Admin in Default now; you saw Viewer and chose Editor.");
  await stop(page, "a role that somebody else has changed");
  expect(await roleNow()).toBe("admin");
  await question.getByRole("button", { name: "Change to Editor" }).click();
  await expect.poll(roleNow).toBe("editor");
  await choose("Viewer");
  await choose("Admin"); // at once: the page already shows the role just chosen
  await expect.poll(roleNow).toBe("admin");
  await expect(question).toBeHidden();
  await page.reload(); // its data is that of the last choice from here on
  await hydrated(page);

  await page.getByRole("button", { name: "Revoke the access of Grace Okafor" }).click();
  const revoke = page.getByRole("alertdialog", { name: /^Revoke the access/ });
  await meanwhile(org, "PUT", membership, { role: "viewer" });
  await page.evaluate(() => window.dispatchEvent(new Event("focus"))); // the page behind the dialog refreshes
  await expect(page.locator("main table").first()).toContainText("Viewer");
  await revoke.getByRole("button", { name: "Revoke access" }).click();
  await expect(revoke.getByRole("alert")).toContainText("Role in this org unit: Viewer (you opened it as Admin)");
  await stop(page, "revoking a changed membership");
  expect(await roleNow()).toBe("viewer");
  await revoke.getByRole("button", { name: "Revoke access" }).click();
  await expect(revoke).toBeHidden();
  expect(await roleNow()).toBeUndefined();

  await page.goto(`/dashboard/members/${grace.org_member_id}`);
  await hydrated(page);
  await meanwhile(org, "PUT", `/members/${grace.org_member_id}`, person(grace.email, "admin"));
  await page.getByRole("button", { name: "Remove member" }).click();
  const remove = page.getByRole("alertdialog", { name: "Remove Grace Okafor?" });
  await remove.getByRole("button", { name: "Remove Grace Okafor" }).click();
  await expect(remove.getByRole("alert")).toContainText("Org role: Admin (you opened it as Viewer)");
  await remove.getByRole("button", { name: "Remove Grace Okafor" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);
  expect(bare).toEqual([]);
});

test("granting access does not change the role that somebody else has just granted", async ({ org, signedIn }) => {
  const { unit_id } = org.defaultUnit;
  const grace = await seedMember(org.org_id, "viewer", {}, ["Grace", "Okafor"]);
  const membership = `/org-units/${unit_id}/memberships/${grace.org_member_id}`;
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/org-units/${unit_id}`);
  const dialog = await openDialog(page, "Grant access", /^Grant access to/);
  await dialog.getByRole("combobox", { name: "Members" }).fill("Grace");
  await dialog.getByRole("option", { name: /Grace/ }).click();
  await meanwhile(org, "PUT", membership, { role: "admin" });
  await dialog.getByRole("button", { name: "Grant access" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Somebody else has just granted access as Admin");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("row", { name: /Grace/ })).toContainText("Admin");
});
