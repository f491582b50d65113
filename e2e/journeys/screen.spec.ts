import type { Page } from "@playwright/test";
import { database, seedMember, seedSecret, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { openByClick, overflow, visit } from "./pages";
import { addRule, sendEvent } from "./unit-data";

test("the dark theme can be chosen in the menu, stays, and is rendered by the server; print is light and without navigation", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await hydrated(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "dark" }).click();
  await expect.poll(background).not.toBe(light);
  await page.keyboard.press("Escape");
  await stop(page, "the dark overview");
  const html = await (await page.request.get("/dashboard")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);

  await page.context().clearCookies({ name: "theme" });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await expect.poll(background).not.toBe(light);

  await page.emulateMedia({ media: "print" });
  expect(await background()).toBe(light);
  await expect(page.getByRole("navigation", { name: "Dashboard" })).toBeHidden();
});

test("with forced colours the focus and the current page stay recognizable, and nothing moves", async ({
  org,
  signedIn,
}) => {
  const page = await signedIn(org.admin, { forcedColors: "active", reducedMotion: "reduce" });
  await page.goto("/dashboard/members");
  const current = page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Members" });
  await expect(current).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(outline).not.toBe("none");
  const moving = await page.evaluate(
    () => document.getAnimations().filter((one) => one.playState === "running").length,
  );
  expect(moving).toBe(0);
  await stop(page, "forced colours");
});

/** Finds texts that overflow their cell, heading or button. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    return [...within.querySelectorAll<HTMLElement>("th, td, li, dd, p, h1, h2, button, label, header")]
      .filter((box) => box.checkVisibility() && getComputedStyle(box).overflowX === "visible")
      .filter((box) => box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} ${box.textContent?.slice(0, 40)} ${box.scrollWidth} in ${box.clientWidth}`);
  });

test("names of eighty letters without a break overflow nothing, at every width", async ({ org, signedIn }) => {
  test.setTimeout(240_000);
  const long = (letter: string) => letter.repeat(80);
  const unit = await seedUnit(org.org_id, long("w"));
  await seedUnit(org.org_id, long("m"));
  const roles = { [unit.unit_id]: "editor" } as const;
  const member = await seedMember(org.org_id, "editor", roles, [long("B"), long("D")]);
  await seedMember(org.org_id, "viewer", roles, [long("B"), long("D")]);
  await seedSecret(org.org_id, unit.unit_id);
  const sql = database();
  await sql`update members set last_name = ${long("L")} where org_member_id = ${org.admin.org_member_id}`;
  await sql`update personal_access_tokens set name = ${long("t")} where org_member_id = ${org.admin.org_member_id}`;
  await sql`update service_accounts set name = ${"s".repeat(50)} where org_id = ${org.org_id}`;
  await addRule({ token: org.admin.token, unitId: unit.unit_id }, long("e"), 15);
  const leadId = await sendEvent(
    { token: org.admin.token, unitId: unit.unit_id },
    `${"x".repeat(60)}@example.com`,
    long("e"),
  );
  await sql`update leads set owner_name = ${long("O")} where lead_id = ${leadId}`;
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/org-units/${unit.unit_id}`);
  await page.getByRole("button", { name: `Make active: ${unit.name}` }).click();
  await expect(page.getByRole("button", { name: `Active: ${unit.name}` })).toBeVisible();

  const unitPath = `/dashboard/org-units/${unit.unit_id}`;
  const memberPath = `/dashboard/members/${member.org_member_id}`;
  const lists = ["", "/org-units", "/members", "/unit", "/leads", "/rules", "/integrations", "/account/tokens"];
  const paths = [...lists.map((path) => `/dashboard${path}`), unitPath, memberPath, `/dashboard/leads/${leadId}`];
  const openers = new Map([
    [unitPath, [/^Revoke the access/, "Grant access"]],
    [memberPath, ["Remove member", "Grant org units"]],
  ]);
  const faults: string[] = [];
  for (const path of paths) {
    await visit(page, path);
    for (const width of [360, 800, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const pixels = await overflow(page);
      if (pixels > 0) faults.push(`${path} at ${width}: ${pixels} px too wide`);
      faults.push(...(await overflowing(page)).map((text) => `${path} at ${width}: ${text}`));
    }
    await page.setViewportSize({ width: 360, height: 800 });
    for (const opener of openers.get(path) ?? []) {
      const dialog = await openByClick(page, opener);
      faults.push(...(await overflowing(page)).map((text) => `${opener} of ${path}: ${text}`));
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  }
  expect(faults).toEqual([]);
});
