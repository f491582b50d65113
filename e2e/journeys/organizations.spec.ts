import {
  database,
  type Person,
  seededPassword,
  seedMember,
  seedOrganization,
  seedPassword,
  seedUnit,
} from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { switcher } from "./steps";

/** Gives a member the e-mail address of another, as people have who work in two organizations. */
async function shareAddress({ org_member_id }: Person, email: string): Promise<void> {
  await database()`update members set email = ${email}, email_key = ${email} where org_member_id = ${org_member_id}`;
}

test("one password in two organizations: a choice follows, and leads to where the visitor was going", async ({
  page,
  org,
}) => {
  const other = await seedOrganization("Globex");
  const there = await seedMember(other.org_id, "viewer");
  await shareAddress(there, org.admin.email);
  for (const person of [org.admin, there]) await seedPassword(person.org_member_id);

  await page.goto("/dashboard/members");
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").fill(seededPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose an organization" })).toBeVisible();
  await stop(page, "the choice of an organization");
  await page.getByRole("button", { name: "Globex" }).click();

  await expect(page).toHaveURL(/\/dashboard\/members$/);
  const me = await page.request.get("/me");
  expect(await me.json()).toMatchObject({ org_id: other.org_id, org_member_id: there.org_member_id });
});

test("above a hundred units the switcher searches on the server", async ({ org, signedIn }) => {
  for (let n = 1; n <= 105; n += 1) await seedUnit(org.org_id, `Region ${String(n).padStart(3, "0")}`);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await switcher(page).click();
  const asked = page.waitForRequest((request) => /\/org-units\?.*search=/.test(request.url()));
  await page.getByRole("combobox", { name: "Search org units" }).fill("Region 105");
  await asked;
  await page.getByRole("option", { name: "Region 105" }).click();
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: Region 105. Switch");
});
