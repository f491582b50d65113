import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/journeys/fixtures";
import { demoGuides, demoIds, open, openAs, settle } from "./demo";

// The README's tour: every stop in both themes, wide and on a phone.
const FOLDER = path.resolve(import.meta.dirname, "../../docs/screenshots");
const MOST_BYTES = 1_500_000;
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

type Stop = { name: string; at: string; act?: (page: Page) => Promise<void> };
type Ids = Awaited<ReturnType<typeof demoIds>>;

const stops = ({ unit, member, lead }: Ids): Stop[] => {
  const unitPath = "/dashboard/ou/emea-sales";
  return [
    { name: "overview", at: "/dashboard" },
    { name: "members", at: "/dashboard/members" },
    { name: "org-unit", at: `/dashboard/org-units/${unit}` },
    { name: "effective-access", at: `/dashboard/members/${member}` },
    { name: "unit-home", at: unitPath, act: (page) => page.getByRole("slider").first().focus() },
    { name: "lead", at: `${unitPath}/leads/${lead}` },
    {
      name: "rules",
      at: `${unitPath}/rules`,
      async act(page) {
        await open(page, /^Edit: pricing_page_viewed/);
        await page.getByRole("textbox", { name: "Points" }).fill("25");
        await page.getByRole("button", { name: "What would change?" }).click();
        await expect(page.getByText(/would change:/)).toBeVisible();
      },
    },
    { name: "isolation", at: "/dashboard/isolation", act: (page) => open(page, "Run the check") },
  ];
};

/** A picture as WebP, which is a third of the size of PNG; only Chromium's own protocol makes it. */
async function take(page: Page, file: string): Promise<number> {
  const chromium = await page.context().newCDPSession(page);
  const { data } = await chromium.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  await chromium.detach();
  const bytes = Buffer.from(data, "base64");
  fs.writeFileSync(file, bytes);
  return bytes.length;
}

test("takes the README's pictures, together small enough for a repository", async ({ browser }) => {
  fs.mkdirSync(FOLDER, { recursive: true });
  let bytes = 0;
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const page = await openAs(browser, demoGuides()[0], { viewport, colorScheme });
      for (const { name, at, act } of stops(await demoIds(page))) {
        await settle(page, at);
        await act?.(page);
        bytes += await take(page, path.join(FOLDER, `${name}-${size}-${colorScheme}.webp`));
      }
      await page.context().close();
    }
  }
  expect(bytes).toBeLessThan(MOST_BYTES);
});
