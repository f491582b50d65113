import { database, seedMany } from "@/e2e/seed";
import { expect, test } from "./fixtures";

test("times use the reader's time zone and language; without JavaScript they are in UTC and say so", async ({
  org,
  signedIn,
}) => {
  const { org_member_id: id } = org.admin;
  await database()`update members set created_at = '2026-01-31T20:30:00Z' where org_member_id = ${id}`;
  const faults: string[] = [];
  const page = await signedIn(org.admin, { locale: "de-DE", timezoneId: "Asia/Tokyo" });
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(`/dashboard/members/${id}`);
  const added = page.locator('main time[datetime="2026-01-31T20:30:00Z"]');
  await expect(added).toHaveText(/^vor \d+ (Monaten|Jahren)$|^letztes Jahr$/);
  await expect(added).toHaveAttribute("title", /^01\.02\.2026, 05:30:00/);
  await expect(added).toHaveAttribute("lang", "de-DE");
  expect(faults).toEqual([]);

  const plain = await signedIn(org.admin, { locale: "de-DE", timezoneId: "Asia/Tokyo", javaScriptEnabled: false });
  await plain.goto(`/dashboard/members/${id}`);
  await expect(plain.locator('main time[datetime="2026-01-31T20:30:00Z"]')).toHaveText(/^Jan 31, 2026, 8:30.PM UTC$/);
});

test("numbers have the same format on every page", async ({ org, signedIn }) => {
  await seedMany(org.org_id, org.defaultUnit.unit_id, 1007);
  const page = await signedIn(org.admin);
  // Sorted by name, descending: the seeded members' names contain numbers, and the first page must not show 1007.
  for (const path of ["/dashboard", "/dashboard/org-units", "/dashboard/members?sort=-name"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText("1,008");
    await expect(page.getByRole("main"), path).not.toContainText(/\b100[78]\b/);
  }
});
