import { seedMany, seedMember, seedUnit } from "@/e2e/seed";
import { seedMessage } from "@/e2e/seed-history";
import { expect, test } from "./fixtures";
import { passwordOf } from "./steps";
import { fillUnit } from "./unit-data";

test.use({ javaScriptEnabled: false });

test("without JavaScript, signing in works, and lists can be paged, filtered and searched", async ({ page, org }) => {
  await seedUnit(org.org_id, "EMEA Sales");
  await seedMany(org.org_id, org.defaultUnit.unit_id, 60);
  await seedMember(org.org_id, "editor", {}, ["Nora", "Visser"]);

  await page.goto("/dashboard/members");
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").fill(await passwordOf(org.admin));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);

  await expect(page.getByRole("button", { name: /^Command palette/ })).toHaveCount(0);
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(page.getByText("1–50 of 62", { exact: true })).toBeVisible();
  await expect(rows).toHaveCount(50);
  await page.getByRole("link", { name: "Next" }).last().click();
  await expect(page.getByText("51–62 of 62", { exact: true })).toBeVisible();
  await expect(rows).toHaveCount(12);
  await page.getByRole("link", { name: "Previous" }).first().click();
  await expect(page.getByText("1–50 of 62", { exact: true })).toBeVisible();
  await page.getByRole("navigation", { name: "Rows on a page" }).getByRole("link", { name: "25" }).click();
  await expect(rows).toHaveCount(25);

  await page.getByRole("searchbox", { name: "Search name or e-mail" }).fill("visser");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("link", { name: "Nora Visser" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nora Visser" })).toBeVisible();

  await page.goto("/dashboard/members");
  await page.getByRole("link", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await page.goto("/dashboard/org-units");
  await page.getByRole("searchbox").fill("emea");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("list", { name: "Org units you have access to" }).getByRole("link")).toHaveText([
    "EMEA Sales",
  ]);

  await page.goto("/dashboard/access");
  await expect(page.getByRole("row", { name: /^Nora Visser/ })).toContainText("No access here");
  await expect(page.getByRole("row", { name: /^Zoë 10 / })).toContainText("Default: Viewer");
  await page.getByRole("link", { name: "Next" }).last().click();
  await expect(page.getByText("25 of 62", { exact: true })).toBeVisible();

  await seedMessage(org.org_id, org.admin.org_member_id);
  await page.goto("/dashboard/mail");
  await page.getByLabel("Status").selectOption({ label: "Sent" });
  await page.getByRole("button", { name: "Apply" }).click();
  await page
    .getByRole("row", { name: /Password changed/ })
    .getByRole("link")
    .click();
  await expect(page.frameLocator("iframe").getByText("The password of your account at Acme was changed")).toBeVisible();
});

test("without JavaScript, an org unit's leads can be paged and filtered, and a phone has the navigation", async ({
  page,
  org,
}) => {
  await fillUnit(org.admin.token, org.defaultUnit.unit_id, 30);
  await page.goto("/dashboard/ou/default/leads");
  await page.getByLabel("E-mail").fill(org.admin.email);
  await page.getByLabel("Password").fill(await passwordOf(org.admin));
  await page.getByRole("button", { name: "Sign in" }).click();
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(25);
  await page.getByRole("link", { name: "Next" }).last().click();
  await expect(rows).toHaveCount(6);
  await page.getByRole("link", { name: "Previous" }).last().click();
  await expect(rows).toHaveCount(25);

  await page.getByRole("textbox", { name: "Lowest score" }).fill("40");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("link", { name: "Adele Goldberg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Adele Goldberg" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Rules that give points, most points first" })).toContainText("+25");

  await page.goto("/dashboard/ou/default/rules");
  await expect(page.getByText("employees is more than 200")).toBeVisible();
  await page.goto("/dashboard/ou/default");
  await page.getByRole("table", { name: "Leads by score" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/leads\?min_score=200/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Navigation" }).click();
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await page.getByRole("button", { name: "Navigation" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});
