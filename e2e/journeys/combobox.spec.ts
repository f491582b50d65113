import type { Page } from "@playwright/test";
import { seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { openDialog, switcher } from "./steps";

/** Holds back the answers to a search until they are released, like a slow server. */
async function holdAnswers(page: Page, path: string): Promise<() => void> {
  const { opened, open } = gate();
  await page.route(`**${path}?*`, async (route) => {
    await opened;
    await route.continue().catch(() => {}); // the page may have aborted it
  });
  return open;
}

test("however fast somebody types, no letter is lost and only matching members are granted access", async ({
  org,
  signedIn,
}) => {
  for (const name of [
    ["Ada", "Brandt"],
    ["Sven", "Olsson"],
    ["Sven", "Nyberg"],
    ["Vera", "Holm"],
  ] as const) {
    await seedMember(org.org_id, "viewer", {}, [...name]);
  }
  const unit = await seedUnit(org.org_id, "EMEA Sales");
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/org-units/${unit.unit_id}`);
  const dialog = await openDialog(page, "Grant access", /^Grant access to/);
  const search = dialog.getByRole("combobox", { name: "Members" });
  const chosen = dialog.getByRole("list", { name: "Members to grant access" }).getByRole("listitem");
  const options = dialog.getByRole("listbox").getByRole("option");
  await expect(search).toBeFocused();
  await page.keyboard.type("brandt");
  await expect(options).toHaveCount(1);

  const release = await holdAnswers(page, "/members");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("sven", { delay: 0 });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(search).toHaveValue("sven");
  await expect(chosen).toHaveText([/^Ada Brandtmem_\w+@example\.com$/]);
  await page.keyboard.type(" ny", { delay: 0 });
  await page.keyboard.press("Enter");
  await expect(search).toHaveValue("sven ny");
  await expect(options).toHaveCount(0);

  const button = dialog.getByRole("button", { name: "Grant access" });
  const before = await button.boundingBox();
  release();
  await expect(dialog.getByRole("option", { name: /^Sven Nyberg/ })).toBeVisible();
  await expect(options).toHaveCount(1);
  expect(await button.boundingBox(), "where somebody is about to click").toEqual(before);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("vera", { delay: 0 });
  await expect(search).toHaveValue("vera");
  await expect(chosen).toHaveText([/^Ada Brandt/, /^Sven Nyberg/]);
  await expect(dialog.getByRole("option", { name: /^Vera Holm/ })).toBeVisible();
  await stop(page, "the members who are about to be granted access");

  await dialog.getByRole("button", { name: /^Remove Ada Brandt/ }).click();
  await expect(chosen).toHaveText([/^Sven Nyberg/]);
  await button.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /Sven Nyberg/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Brandt|Sven Olsson|Vera Holm/ })).toHaveCount(0);
});

test("letters typed into a filter while it loads are kept and applied", async ({ org, signedIn }) => {
  await seedMember(org.org_id, "viewer", {}, ["Nora", "Visser"]);
  await seedMember(org.org_id, "viewer", {}, ["Vito", "Visconti"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members");
  await hydrated(page);
  const release = await holdAnswers(page, "/dashboard/members");
  const asked = page.waitForRequest(/search=vis&|search=vis$/);
  await page.getByRole("searchbox", { name: "Search name or e-mail" }).pressSequentially("vis", { delay: 0 });
  await asked;
  await page.keyboard.type("ser", { delay: 0 });
  release();
  await expect(page).toHaveURL(/search=visser/);
  await expect(page.getByRole("searchbox", { name: "Search name or e-mail" })).toHaveValue("visser");
  await expect(page.getByRole("row", { name: /Vito Visconti/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Nora Visser/ })).toBeVisible();
});

test("the switcher finds every org unit, says how many it shows, switches nothing when left, and creates one", async ({
  org,
  signedIn,
}) => {
  await Promise.all(Array.from({ length: 119 }, (_any, index) => seedUnit(org.org_id, `Region ${index + 1}`)));
  await seedUnit(org.org_id, "Zurich Office");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  await switcher(page).click();
  await expect(page.getByText("Showing 100 of 121. Type to search all of them.")).toBeVisible();
  await stop(page, "the switcher with more org units than it shows");

  const release = await holdAnswers(page, "/org-units");
  await page.keyboard.type("zurich", { delay: 0 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search org units" })).toHaveValue("zurich");
  await expect(page.getByRole("option")).toHaveCount(0);
  release();
  await expect(page.getByRole("option", { name: /Zurich Office/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: Default. Switch");

  await page.getByRole("combobox", { name: "Search org units" }).focus();
  await page.keyboard.press("Enter");
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: Zurich Office. Switch");

  await switcher(page).click();
  await expect(page.getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText([/^Default/]);
  await page.getByRole("button", { name: "New org unit" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an org unit" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nordics");
  await dialog.getByRole("button", { name: "Create org unit" }).click();
  await expect(dialog).toBeHidden();
  await switcher(page).click();
  await expect(page.getByText("Showing 100 of 122. Type to search all of them.")).toBeVisible();
});
