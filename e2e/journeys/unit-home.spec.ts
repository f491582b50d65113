import { seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { openPage, switchTo } from "./steps";
import { addRule, callInUnit, sendEvent } from "./unit-data";

// The test visits several pages, and axe checks them.
test.describe.configure({ timeout: 180_000 });

test("an org unit's home, its leads and a lead's page show only what happened in that org unit", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const [here, there] = [org.defaultUnit, emea].map(({ unit_id: unitId }) => ({ token: org.admin.token, unitId }));
  if (!here || !there) throw new Error("two OUs were seeded");
  await addRule(here, "pricing_page_viewed", 60);
  await addRule(there, "page_viewed", 5);
  await callInUnit(here, "POST", "/leads", {
    owner_name: "Sofia Rossi",
    aliases: [{ alias_kind: "email", raw_value: "ada@example.com" }],
  });
  for (const email of ["ada@example.com", "grace@example.com", "ada@example.com"]) {
    await sendEvent(here, email, "pricing_page_viewed");
  }
  await sendEvent(here, "linus@example.com", "page_viewed");
  await sendEvent(there, "otto@example.com", "page_viewed");

  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default");
  await expect(page.getByRole("heading", { level: 1, name: "Default" })).toBeVisible();
  await expect(page.getByText("3 leads: what they do")).toBeVisible();
  await expect(page.getByText(/^4 events in 30 days/)).toBeVisible();
  await expect(page.getByText(/^1 hot, 1 warm and 1 cold\./)).toBeVisible();
  const top = page.getByRole("table", { name: "Leads with the highest scores" });
  await expect(top.getByRole("rowheader")).toHaveText(["ada@example.com", "grace@example.com", "linus@example.com"]);
  await expect(top.getByRole("row", { name: /ada@example/ })).toContainText("Hot 120");
  await stop(page, "an org unit's home");

  await switchTo(page, "EMEA Sales");
  await expect(page.getByRole("heading", { level: 1, name: "EMEA Sales" })).toBeVisible();
  await expect(page.getByText("1 lead: what they do")).toBeVisible();
  await expect(page.getByText(/^1 event in 30 days/)).toBeVisible();
  await expect(page.getByText(/^0 hot, 0 warm and 1 cold\./)).toBeVisible();
  await expect(top.getByRole("rowheader")).toHaveText(["otto@example.com"]);
  await openPage(page, "Rules");
  await expect(page.getByRole("button", { name: /^Edit: page_viewed in / })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit: pricing_page_viewed" })).toHaveCount(0);

  await switchTo(page, "Default");
  await expect(page.getByRole("button", { name: "Edit: pricing_page_viewed" })).toBeVisible();
  await openPage(page, "Leads");
  const row = page.getByRole("row", { name: /ada@example/ });
  for (const cell of ["120", "Hot", "Sofia Rossi"]) {
    await expect(row.getByRole("cell", { name: cell, exact: true })).toBeVisible();
  }
  await row.getByRole("link", { name: "ada@example.com" }).click();
  const timeline = page.getByRole("region", { name: "Timeline" }).locator("section > ul > li");
  await expect(timeline).toHaveText([/^pricing_page_viewed\+120.*2 times/]);
  const history = page.getByRole("region", { name: "Score over time" });
  await expect(history.getByText(/^3 changes since .*: between 0 and 120, now 120\.$/)).toBeVisible();
  // A staircase through the three scores that ends now.
  expect(await history.locator("svg path").getAttribute("d")).toMatch(/^M0,160(L[\d.]+,[\d.]+)+L100,[\d.]+$/);
  await history.getByRole("slider", { name: "Score over time: values" }).press("Home");
  await expect(history.getByRole("slider")).toHaveAttribute("aria-valuetext", /: 0 points$/);
  await history.getByText("Show as table").click();
  const figures = history.getByRole("table", { name: "Changes of the score, latest first" });
  await expect(figures.getByRole("row")).toHaveText([/Score$/, /120$/, /60$/, /0$/]);
});
