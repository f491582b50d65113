import {
  database,
  seededPassword,
  seedInvitationPath,
  seedInvited,
  seedMember,
  seedSecret,
  seedUnit,
} from "@/e2e/seed";
import { ageSessions } from "@/e2e/session";
import { expect, stop, test } from "./fixtures";
import { meanwhile } from "./meanwhile";
import { openDialog } from "./steps";

test("an admin ends another member's session, which takes effect at once, and then all other credentials", async ({
  org,
  signedIn,
}) => {
  const member = await seedMember(org.org_id, "editor", {}, ["Nora", "Visser"]);
  const theirs = await signedIn(member);
  await theirs.goto("/dashboard");
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members/${member.org_member_id}`);
  const section = page.getByRole("region", { name: "Credentials" });
  await expect(section.getByText("Seeded")).toBeVisible();
  await stop(page, "a member's credentials");
  await section.getByRole("button", { name: /^End the session of / }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End it" }).click();
  await expect(section.getByText("Not signed in anywhere.")).toBeVisible();
  await theirs.goto("/dashboard");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await section.getByRole("button", { name: "End all credentials of Nora Visser" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End all" }).click();
  await expect(section.getByText("Seeded")).toHaveCount(0);
});

test("an old session asks for the password, then submits what was typed", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/account/tokens");
  await ageSessions(org.admin);
  const form = await openDialog(page, "Create token", "Create an access token");
  await form.getByLabel("Name").fill("Nightly export");
  await form.getByRole("button", { name: "Create token" }).click();
  const question = page.getByRole("dialog", { name: "Enter your password to continue" });
  await question.getByLabel("Your password").fill("not this one");
  await stop(page, "the password prompt");
  await question.getByRole("button", { name: "Continue" }).click();
  await expect(question.getByText(/is not your current password/i)).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(form.getByRole("alert")).toContainText("confirm your password");
  await expect(form.getByLabel("Name")).toHaveValue("Nightly export");
  await form.getByRole("button", { name: "Create token" }).click();
  await question.getByLabel("Your password").fill(seededPassword);
  await question.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("dialog", { name: "Created the token Nightly export" })).toBeVisible();
});

test("a token gets the scopes and the org unit that were chosen, and the lists show them", async ({
  org,
  signedIn,
  baseURL,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/account/tokens");
  const form = await openDialog(page, "Create token", "Create an access token");
  await form.getByLabel("Name").fill("Website");
  for (const scope of ["Read", "Send events", "Change data", "Administer"]) {
    await form.getByRole("checkbox", { name: scope }).uncheck();
  }
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("Must name at least one scope")).toBeVisible();
  await stop(page, "a token without a scope");
  await form.getByRole("checkbox", { name: "Send events" }).check();
  await form.getByRole("checkbox", { name: "Read" }).check();
  await form.getByRole("combobox", { name: "Org unit" }).selectOption("EMEA Sales");
  await expect(form.getByText("It reaches only this org unit")).toBeVisible();
  await form.getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Created the token Website" });
  const token = await created.getByRole("textbox", { name: "Token" }).inputValue();
  await created.getByRole("button", { name: "Done" }).click();
  const facts = "Scopes: read, send events · only in EMEA Sales";
  await expect(page.getByText(facts)).toBeVisible();

  const call = (method: string, path: string) =>
    fetch(`${baseURL}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
  const me = await (await call("GET", "/me")).json();
  expect(me.credential).toMatchObject({ kind: "token", scopes: ["read", "ingest"], unit_id: emea.unit_id });
  expect(me.active_ou).toMatchObject({ unit_id: emea.unit_id, role: "admin" });
  expect((await call("GET", "/members")).status).toBe(403);
  expect((await call("DELETE", "/leads/lead_0")).status).toBe(403);
  await page.goto(`/dashboard/members/${org.admin.org_member_id}`);
  await expect(page.getByRole("region", { name: "Credentials" }).getByText(facts)).toBeVisible();
});

test("a service account can be limited to sending events", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/integrations");
  const form = await openDialog(page, "Create service account", "Create a service account");
  await form.getByLabel("Name").fill("Website");
  await form.getByRole("checkbox", { name: "Read" }).uncheck();
  await form.getByRole("checkbox", { name: "Change data" }).uncheck();
  await form.getByRole("button", { name: "Create service account" }).click();
  const created = page.getByRole("dialog", { name: "Created the service account Website" });
  await created.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Scopes: send events · never used")).toBeVisible();
});

test("removing a member lists what would keep working, and ends it if asked", async ({ org, signedIn }) => {
  const maker = await seedMember(org.org_id, "admin", {}, ["Bea", "Second"]);
  const { secret_id: id } = await seedSecret(org.org_id, org.defaultUnit.unit_id, maker.org_member_id);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members/${maker.org_member_id}`);
  await page.getByRole("button", { name: "Remove member" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove Bea Second?" });
  await expect(question.getByText("Service account Seeded in Default")).toBeVisible();
  await question.getByLabel("End these too").check();
  await stop(page, "what keeps working after a removal");
  await question.getByRole("button", { name: "Remove Bea Second" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);
  expect(await database()`select from service_accounts where secret_id = ${id}`).toHaveLength(0);
});

test("an invitation whose inviter was removed waits until another admin sends it again", async ({
  org,
  signedIn,
  page: guest,
}) => {
  const inviter = await seedMember(org.org_id, "admin", {}, ["Bea", "Second"]);
  const invitee = await seedInvited(org.org_id);
  await database()`update members set invited_by = ${inviter.org_member_id}, invited_by_name = 'Bea Second'
    where org_member_id = ${invitee}`;
  const path = await seedInvitationPath(org.org_id, invitee);
  await guest.goto(path);
  await expect(guest.getByRole("heading", { name: `Join ${org.name}` })).toBeVisible();
  await database()`delete from members where org_member_id = ${inviter.org_member_id}`;
  const password = guest.getByLabel("Password", { exact: true });
  await password.fill("a password of my own");
  await guest.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(guest.getByRole("heading", { name: "Your invitation is waiting for an admin" })).toBeVisible();
  await stop(guest, "a waiting invitation");

  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members/${invitee}`);
  await expect(page.getByText("Waiting for an admin.")).toBeVisible();
  await stop(page, "a waiting invitation, as an admin sees it");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Invited by Ada Lovelace.")).toBeVisible();
});

test("service accounts chosen to end with a role still end if somebody else has changed the role in between", async ({
  org,
  signedIn,
}) => {
  const { unit_id } = org.defaultUnit;
  const maker = await seedMember(org.org_id, "viewer", { [unit_id]: "admin" }, ["Bea", "Second"]);
  const { secret_id: id } = await seedSecret(org.org_id, unit_id, maker.org_member_id);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/org-units/${unit_id}`);
  await page.getByRole("button", { name: /^Role of Bea Second/ }).click();
  await page.getByRole("menuitemradio", { name: "Editor" }).click();
  const question = page.getByRole("alertdialog", { name: "Make Bea Second editor in Default?" });
  await question.getByLabel("End these too").check();
  await meanwhile(org, "PUT", `/org-units/${unit_id}/memberships/${maker.org_member_id}`, { role: "viewer" });
  await question.getByRole("button", { name: "Change the role" }).click();
  await page
    .getByRole("alertdialog", { name: "Somebody else has changed this role" })
    .getByRole("button", { name: "Change to Editor" })
    .click();
  await expect(page.getByText("Bea Second is now editor in Default")).toBeVisible();
  expect(await database()`select from service_accounts where secret_id = ${id}`).toHaveLength(0);
});
