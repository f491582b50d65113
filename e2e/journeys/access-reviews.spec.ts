import type { Page } from "@playwright/test";
import { database, type Organization, type Person, seedMember, seedUnit } from "@/e2e/seed";
import { stopInBothThemes } from "./accessibility";
import { expect, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { meanwhile } from "./meanwhile";
import { overflow } from "./pages";
import { openDialog, openPage, tabTo } from "./steps";

test.describe.configure({ timeout: 120_000 });

const holdsAccess = async ({ org_member_id: id }: Person) =>
  (await database()`select from ou_memberships where org_member_id = ${id}`).length > 0;

const decided = async ({ org_id }: Organization, decision = "%") =>
  (await database()`select from access_review_items where org_id = ${org_id} and decision like ${decision}`).length;

const button = (page: Page, name: string) => page.getByRole("button", { name });

test("an org admin starts a review, an OU admin decides by keyboard, closing removes, and undo gives it back", async ({
  org,
  signedIn,
}) => {
  const units = [await seedUnit(org.org_id, "APAC Sales"), await seedUnit(org.org_id, "EMEA Sales")];
  const [apac = "", emea = ""] = units.map((unit) => unit.unit_id);
  const events = await seedUnit(org.org_id, "Events");
  const grace = await seedMember(org.org_id, "viewer", { [apac]: "admin", [emea]: "admin" }, ["Grace", "Hopper"]);
  const member = (unit: string, name: [string, string]) => seedMember(org.org_id, "viewer", { [unit]: "viewer" }, name);
  const omar = await member(apac, ["Omar", "Haddad"]);
  const nora = await member(emea, ["Nora", "Visser"]);
  const vera = await member(emea, ["Vera", "Blom"]);
  const zita = await member(events.unit_id, ["Zita", "Kovacs"]);

  const admin = await signedIn(org.admin);
  await admin.goto("/dashboard");
  await openPage(admin, "Access reviews");
  const start = await openDialog(admin, "Start a review", "Start an access review");
  await start.getByRole("button", { name: "Start review" }).click();
  await expect(start.getByText("Choose at least one org unit")).toBeVisible();
  for (const name of ["APAC Sales", "EMEA Sales", "Events"]) await start.getByRole("checkbox", { name }).check();
  await start.getByRole("button", { name: "Start review" }).click();
  await expect(admin.getByText("0 of 6 decided")).toBeVisible();
  const path = new URL(admin.url()).pathname;
  await expect(admin.getByRole("heading", { level: 1 })).toContainText("APAC Sales, EMEA Sales and 1 other");

  const page = await signedIn(grace);
  await page.goto("/dashboard/access-reviews");
  await hydrated(page);
  await tabTo(page, page.getByRole("link", { name: "APAC Sales and EMEA Sales" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("0 of 5 decided")).toBeVisible();
  await expect(page.getByText("Zita")).toHaveCount(0);
  await hydrated(page);
  await expect(button(page, "Keep: Grace Hopper in APAC Sales")).toHaveCount(0);
  await stopInBothThemes(page, "a reviewer before the first decision");
  await tabTo(page, button(page, "Keep: Omar Haddad in APAC Sales"));
  await page.keyboard.press("r");
  await expect(page.getByText("1 of 5 decided")).toBeVisible();
  await expect(button(page, "Keep: Nora Visser in EMEA Sales")).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("r");
  await expect(page.getByText("3 of 5 decided")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(button(page, "Keep: Nora Visser in EMEA Sales")).toBeFocused();
  await expect(button(page, "Remove: Vera Blom in EMEA Sales")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "Keep all remaining")).toHaveCount(0);
  await stopInBothThemes(page, "a reviewer after deciding");
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page), "px too wide").toBeLessThanOrEqual(0);
  expect(await (await page.request.get(path)).text()).toContain("Vera Blom"); // also without JavaScript

  await expect.poll(() => decided(org)).toBe(3); // the page showed them before they were saved
  await admin.reload();
  await expect(admin.getByText("3 of 6 decided")).toBeVisible();
  await hydrated(admin);
  await button(admin, "Keep all remaining").click();
  await button(admin, "Keep 3 memberships").click();
  await expect(admin.getByText("6 of 6 decided")).toBeVisible();
  expect(await holdsAccess(omar)).toBe(true);
  const close = await openDialog(admin, "Close review", "Close this review");
  await expect(close.getByText("2 memberships removed, 4 kept.")).toBeVisible();
  await expect(close.getByText("Omar Haddad in APAC Sales")).toBeVisible();
  await stopInBothThemes(admin, "before a review is closed");
  await close.getByRole("button", { name: "Close and remove 2 memberships" }).click();
  await expect(admin.getByRole("heading", { name: "Report" })).toBeVisible();
  await stopInBothThemes(admin, "the report of a review");
  expect(await Promise.all([omar, nora, vera, zita].map(holdsAccess))).toEqual([false, true, false, true]);
  const report = await admin.request.get(
    (await admin.getByRole("link", { name: "Export as CSV" }).getAttribute("href")) ?? "",
  );
  expect(await report.text()).toMatch(/"Omar","Haddad".*"removed"/);

  await button(admin, "Undo").click();
  await expect(admin.getByRole("heading", { level: 1, name: /2 people: 2 grants/ })).toBeVisible();
  expect(await Promise.all([omar, vera].map(holdsAccess))).toEqual([true, true]);
  await admin.goto(path);
  await expect(admin.getByRole("link", { name: "The removals were undone" })).toBeVisible();
});

test("a saved decision stays shown when an older version of the page arrives late", async ({ org, signedIn }) => {
  const { unit_id } = org.defaultUnit;
  for (const first of ["Nora", "Omar"])
    await seedMember(org.org_id, "viewer", { [unit_id]: "viewer" }, [first, "Visser"]);
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const { id } = await meanwhile(org, "POST", "/access-reviews", { unit_ids: [unit_id], due_at });
  const items: { id: string; first_name: string }[] = await meanwhile(org, "GET", `/access-reviews/${id}/items`);
  const path = `/dashboard/access-reviews/${id}`;
  const page = await signedIn(org.admin);
  await page.goto(path);
  await hydrated(page);
  const [read, late] = [gate(), gate()];
  await page.route(`**${path}?*`, async (route) => {
    if (route.request().headers()["next-router-prefetch"]) return route.continue();
    const answer = await route.fetch();
    read.open();
    await late.opened;
    await route.fulfill({ response: answer });
  });
  const nora = items.find(({ first_name }) => first_name === "Nora");
  await meanwhile(org, "PUT", `/access-reviews/${id}/items/${nora?.id}`, { decision: "keep" });
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await read.opened;
  await button(page, "Keep: Omar Visser in Default").click();
  await expect.poll(() => decided(org)).toBe(2);
  late.open();
  await expect(button(page, "Keep: Nora Visser in Default")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "Keep: Omar Visser in Default")).toHaveAttribute("aria-pressed", "true");
  await button(page, "Remove: Omar Visser in Default").click();
  await expect.poll(() => decided(org, "remove")).toBe(1);
  await expect(page.getByText("2 of 3 decided")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Somebody else" })).toHaveCount(0);
});
