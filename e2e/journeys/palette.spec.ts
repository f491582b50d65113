import type { Page } from "@playwright/test";
import { seedMember, seedUnit } from "@/e2e/seed";
import { stopInBothThemes } from "./accessibility";
import { expect, test } from "./fixtures";
import { gate } from "./gate";
import { hydrated } from "./hydration";
import { switcher } from "./steps";

const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });
const search = (page: Page) => palette(page).getByRole("combobox", { name: "Search" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

async function openPalette(page: Page, text = "") {
  await page.keyboard.press("Control+K");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type(text);
}

/** Opens the palette, types, waits until the choice is the one that Enter takes, and takes it. */
async function choose(page: Page, text: string, choice: string | RegExp) {
  await openPalette(page, text);
  await expect(palette(page).getByRole("option", { name: choice, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeHidden();
}

/** The choices below each heading of the open palette. */
const choices = async (page: Page) =>
  Object.fromEntries(
    await palette(page)
      .getByRole("group")
      .evaluateAll((groups) =>
        groups.map((group) => [
          group.querySelector("legend")?.textContent,
          [...group.querySelectorAll("[role=option]")].map(
            (option) => option.querySelector("span:not([aria-hidden])")?.textContent,
          ),
        ]),
      ),
  );

test("an org admin goes to pages and members, begins actions and switches org units, with the keyboard alone", async ({
  org,
  signedIn,
}) => {
  await seedUnit(org.org_id, "EMEA Sales");
  await seedMember(org.org_id, "editor", {}, ["Nora", "Visser"]);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);

  await choose(page, "access ch", "Access changes");
  await expect(heading(page, "Access changes")).toBeVisible();
  await choose(page, "visser", /^Nora Visser/);
  await expect(heading(page, "Nora Visser")).toBeVisible();
  await choose(page, "emea", /^EMEA Sales/);
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: EMEA Sales. Switch");
  await expect(page.getByText("Working in EMEA Sales")).toBeVisible();

  for (const [label, title] of [
    ["Add a member", "Add a member"],
    ["Create an org unit", "Create an org unit"],
    ["Create an access token", "Create an access token"],
    ["Grant access", "Grant access to EMEA Sales"],
    ["Add a lead", "Add a lead"],
    ["Add a ruleset", "Add a ruleset"],
    ["Create a service account", "Create a service account"],
  ] as const) {
    await choose(page, label, new RegExp(`^${label}`));
    const dialog = page.getByRole("dialog", { name: title });
    await expect(dialog, label).toBeVisible();
    await page.keyboard.press("Control+K");
    await expect(palette(page)).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    expect(await page.evaluate(() => document.activeElement?.id), label).toMatch(/^(add|create|grant)-/);
  }
  await choose(page, "isolation check", "Run the isolation check");
  await expect(page.getByText(/^All \d+ tables passed\.$/)).toBeVisible();
  const create = page.getByRole("dialog", { name: "Create an org unit" });
  for (const _beforeAndOnItsPage of [1, 2]) {
    await choose(page, "create an org", /^Create an org unit/);
    await expect(create).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(create).toBeHidden();
  }

  await openPalette(page);
  const { Recent } = await choices(page);
  expect(Recent.slice(0, 3)).toEqual(["Create an org unit", "Run the isolation check", "Create a service account"]);
  await page.keyboard.type("nothing of the kind");
  await expect(palette(page).getByText("Nothing matches.")).toBeVisible();
  await page.keyboard.press("Escape");

  await choose(page, "profile", "Profile");
  await page.getByRole("textbox", { name: "First name" }).fill("Augusta");
  const asked = new Promise<string>((resolve) => {
    page.once("dialog", (dialog) => dialog.dismiss().then(() => resolve(dialog.message())));
  });
  await choose(page, "members", "Members");
  expect(await asked).toContain("has not been saved");
  await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Augusta");
});

test("an admin of one of two org units sees only those two and what they may do there, and can repeat a failed search", async ({
  org,
  signedIn,
}) => {
  const own = await seedUnit(org.org_id, "EMEA Sales");
  const other = await seedUnit(org.org_id, "Nordics");
  await seedUnit(org.org_id, "Hidden Projects");
  const roles = { [own.unit_id]: "admin", [other.unit_id]: "viewer" } as const;
  const page = await signedIn(await seedMember(org.org_id, "editor", roles, ["Olu", "Admin"]));
  await page.goto("/dashboard");
  await hydrated(page);

  await openPalette(page);
  const offered = await choices(page);
  expect(offered["Switch to an org unit"]).toEqual(["EMEA Sales", "Nordics"]);
  const always = ["Create an access token", "Keyboard shortcuts"];
  const ofAdmins = ["Grant access", "Add a lead", "Add a ruleset", "Create a service account"];
  expect(offered.Actions.toSorted()).toEqual([...always, ...ofAdmins].toSorted());
  expect(offered.Pages).toContain("Audit log");
  expect(offered.Pages).not.toContain("Isolation");

  await page.keyboard.type("hidden");
  await expect(palette(page).getByText("Nothing matches.")).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, "nordics", /^Nordics/);
  await expect(switcher(page)).toHaveAccessibleName("Active org unit: Nordics. Switch");
  await openPalette(page);
  const { Recent, Actions } = await choices(page);
  expect([Recent, Actions]).toEqual([["Nordics"], always]);

  await page.route("**/members?*", (route) => route.abort());
  await page.keyboard.type("lovelace");
  await expect(palette(page).getByRole("alert")).toContainText("could not be searched");
  await stopInBothThemes(page, "a failed search in the palette");
  await page.unroute("**/members?*");
  await page.keyboard.press("Tab");
  await expect(palette(page).getByRole("button", { name: "Retry" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(search(page)).toBeFocused();
  await expect(palette(page).getByRole("option", { name: /^Ada Lovelace/, selected: true })).toBeVisible();
});

test("`?` lists the shortcuts; those of single keys never act in a field, and everybody can turn them off", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  await page.keyboard.type("gm");
  await expect(heading(page, "Members")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search name or e-mail" }).pressSequentially("go?");
  await expect(page.getByRole("searchbox", { name: "Search name or e-mail" })).toHaveValue("go?");
  await expect(heading(page, "Members")).toBeVisible();

  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.getByRole("main").focus();
  await page.keyboard.press("?");
  await expect(list.getByText("Go to Leads")).toBeVisible();
  await stopInBothThemes(page, "the list of shortcuts");
  const isOn = list.getByRole("checkbox", { name: /^Use shortcuts of single keys/ });
  await page.keyboard.press("Tab");
  await expect(isOn).toBeFocused();
  await page.keyboard.press("Space");
  await expect(isOn).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await hydrated(page);
    await page.keyboard.type("?go");
    await choose(page, "keyboard", "Keyboard shortcuts"); // so what the keys would have done is done by now
  }
  await expect(heading(page, "Members")).toBeVisible();
  await expect(isOn).not.toBeChecked();
  await isOn.check();
  await page.keyboard.press("Escape");
  await page.keyboard.type("go");
  await expect(heading(page, "Overview")).toBeVisible();
});

test("letters typed while the palette loads are kept, and it can be loaded again after a failure", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  await page.route("**/_next/static/**", (route) => route.abort());
  await page.keyboard.press("Control+K");
  await expect(palette(page).getByText("This could not be loaded")).toBeVisible();
  await page.unroute("**/_next/static/**");
  const { opened, open } = gate();
  await page.route("**/_next/static/**", async (route) => {
    await opened;
    await route.continue();
  });
  await palette(page).getByRole("button", { name: "Retry" }).click();
  await expect(palette(page).getByText("Loading…")).toBeVisible();
  await palette(page).getByRole("textbox", { name: "Search" }).focus();
  await page.keyboard.type("memb");
  open();
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("ers");
  await expect(search(page)).toHaveValue("members");
});
