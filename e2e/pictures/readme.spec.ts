import fs from "node:fs";
import path from "node:path";
import { expect, test } from "@/e2e/journeys/fixtures";
import { demoGuides, demoIds, open, openAs, settle } from "./demo";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/screenshots");
const MOST_BYTES = 150_000;

test("the README's pictures, small enough for a repository", async ({ browser }) => {
  const page = await openAs(browser, demoGuides()[0], { viewport: { width: 1200, height: 720 }, colorScheme: "light" });
  const { unit, member, lead } = await demoIds(page);
  const pictures: [name: string, address: string, theme: "light" | "dark", button?: string, shows?: RegExp][] = [
    ["members", "/dashboard/members", "light"],
    ["org-unit", `/dashboard/org-units/${unit}`, "light"],
    ["effective-access", `/dashboard/members/${member}`, "dark"],
    ["unit-home", "/dashboard/unit", "light"],
    ["lead", `/dashboard/leads/${lead}`, "light"],
    ["rules", "/dashboard/rules", "light", "Remove: pricing_page_viewed", /would change/],
    ["isolation", "/dashboard/isolation", "dark", "Run the check"],
  ];
  for (const [name, address, theme, button, shows] of pictures) {
    await page.emulateMedia({ colorScheme: theme });
    await settle(page, address);
    if (button) await open(page, button);
    if (shows) await expect(page.getByText(shows)).toBeVisible();
    const file = path.join(FOLDER, `${name}.png`);
    await page.screenshot({ path: file, animations: "disabled" });
    expect(fs.statSync(file).size, name).toBeLessThan(MOST_BYTES);
  }
  await page.context().close();
});
