import type { Page, Response } from "@playwright/test";
import { database, seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { meanwhile } from "./meanwhile";
import { openPage, switcher } from "./steps";

// How an open page reacts to changes elsewhere.

/** Focuses the tab again, as after working in another window. */
const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

test("without a connection, a filter or a link keeps the page and says why, then continues when it is back", async ({
  org,
  signedIn,
}) => {
  await seedMember(org.org_id, "editor", {}, ["Nora", "Visser"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  await hydrated(page);
  await page.context().setOffline(true);
  await page.getByRole("searchbox", { name: "Search name or e-mail" }).fill("visser");
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Lovelace/ })).toBeVisible();
  await stop(page, "a page without a connection");
  await page.context().setOffline(false);
  await expect(page.getByRole("row", { name: /Ada Lovelace/ })).toBeHidden();
  await expect(page.getByRole("row", { name: /Nora Visser/ })).toBeVisible();
  await expect(page.getByText("The server cannot be reached.")).toBeHidden();

  await page.context().setOffline(true);
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Org units" }).click();
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("heading", { level: 1, name: "Org units" })).toBeVisible();
});

test("revoked access is noticed when the tab regains focus or by asking, and the page says so", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const roles = { [emea.unit_id]: "editor", [org.defaultUnit.unit_id]: "viewer" } as const;
  const member = await seedMember(org.org_id, "viewer", roles);
  const page = await signedIn(member);
  await page.goto("/dashboard/ou/default/leads");
  await hydrated(page);
  const endMembership = async (unitId: string) =>
    expect(await meanwhile(org, "DELETE", `/org-units/${unitId}/memberships/${member.org_member_id}`)).toBeNull();
  await endMembership(org.defaultUnit.unit_id);
  await lookAgain(page);
  await expect(page.getByRole("alert").getByText("Your access to Default has ended.")).toBeVisible();
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: none. Choose an org unit");
  await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
  await stop(page, "access that has ended");
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Leads" }).click();
  await expect(page.getByText("This page shows one org unit at a time, and none is active.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "EMEA Sales" }).click();
  await expect(page.getByText("The people scored in EMEA Sales")).toBeVisible();

  await openPage(page, "Org units");
  const isNews = (answer: Response) => answer.url().endsWith("/dashboard/current") && answer.status() === 204;
  const news = page.waitForResponse(isNews);
  await endMembership(emea.unit_id);
  await news;
  await expect(page.getByRole("alert").getByText("Your access to EMEA Sales has ended.")).toBeVisible();
  await openPage(page, "Rules");
  await expect(page.getByText("You have no access to any org unit")).toBeVisible();

  await database()`delete from sessions where org_member_id = ${member.org_member_id}`;
  await lookAgain(page);
  await expect(page.getByRole("alertdialog", { name: "Your session has ended" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Your session has ended, or your access was withdrawn.")).toBeVisible();
});

test("without a connection a role change fails at once beside the role, and is not made later", async ({
  org,
  signedIn,
}) => {
  const here = { [org.defaultUnit.unit_id]: "viewer" } as const;
  await seedMember(org.org_id, "viewer", here, ["Grace", "Hopper"]);
  for (const _namesake of [1, 2]) await seedMember(org.org_id, "viewer", here, ["Sven", "Olsson"]);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/org-units/${org.defaultUnit.unit_id}`);
  await hydrated(page);
  await page.context().setOffline(true);
  await expect(page.getByText("Until then nothing can be saved.")).toBeVisible();
  const row = page.getByRole("row", { name: /Grace Hopper/ });
  await row.getByRole("button", { name: /^Role of Grace Hopper/ }).click();
  await page.getByRole("menuitemradio", { name: "Editor" }).click();
  await expect(row.getByRole("alert")).toHaveText("The server did not answer. Check the connection and try again.");
  await expect(row.getByRole("button", { name: "Role of Grace Hopper: Viewer. Change" })).toBeVisible();
  await stop(page, "a failed change of role, with namesakes");
  const writes: string[] = [];
  page.on("request", (request) => request.method() !== "GET" && writes.push(request.method()));
  await page.context().setOffline(false);
  await expect(page.getByText("Until then nothing can be saved.")).toBeHidden();
  await page.reload();
  await expect(row.getByRole("button", { name: "Role of Grace Hopper: Viewer. Change" })).toBeVisible();
  expect(writes.filter((method) => method !== "HEAD")).toEqual([]); // Next uses HEAD to ask whether the connection is back
});

test("a toast stays for eight seconds, and for as long as it has the pointer or the focus", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.clock.install();
  await page.goto(`/dashboard/org-units/${emea.unit_id}`);
  await page.getByRole("button", { name: "Make active: EMEA Sales" }).click();
  const toast = page.locator("[data-sonner-toast]", { hasText: "Working in EMEA Sales" });
  await expect(toast).toBeVisible();
  await page.clock.fastForward(7_000);
  await toast.focus();
  await page.clock.fastForward(60_000);
  await expect(toast).toBeVisible();
  await page.getByRole("main").focus();
  await toast.hover();
  await page.clock.fastForward(60_000);
  await expect(toast).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.fastForward(9_000);
  await expect(toast).toHaveCount(0);
});
