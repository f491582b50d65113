import fs from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { signIn } from "@/e2e/journeys/fixtures";
import { announceHydration, hydrated } from "@/e2e/journeys/hydration";

type Guide = { email: string; password: string };

/** The demo organization's people whose passwords `demo.json` tells: first admin, editor, viewer, one without any OU. */
export function demoGuides(): Guide[] {
  const file = path.join(process.env.E2E_DATA_DIR ?? "", "demo.json");
  return JSON.parse(fs.readFileSync(file, "utf8")).members;
}

/** Opens a page as one of the demo's people, or as nobody. */
export async function openAs(
  browser: Browser,
  guide: Guide | undefined,
  options: BrowserContextOptions,
): Promise<Page> {
  const baseURL = process.env.E2E_API_URL ?? "";
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce", ...options });
  await announceHydration(context);
  if (guide) await signIn(context, baseURL, guide);
  return context.newPage();
}

type DemoIds = Record<"unit" | "member" | "self" | "lead" | "invitee" | "invitation" | "message", string>;

/**
 * What the demo's paths need: an OU, which becomes the active one, a member, the OU's best lead, and somebody who is
 * invited for the pictures, with the path of their link and the mail that brought it.
 */
export async function demoIds(page: Page): Promise<DemoIds> {
  const headers = { Origin: process.env.E2E_API_URL ?? "" };
  const read = async (at: string) => (await page.request.get(at)).json();
  const send = (at: string, data?: object) => page.request.post(at, { headers, data });
  const units = await read("/org-units");
  const unit = units.find(({ name }: { name: string }) => name === "EMEA Sales").unit_id;
  await send("/org-units/active", { ouId: unit });
  const person = { email: "ines.moreau@acme.test", first_name: "Ines", last_name: "Moreau" };
  await send("/members/batch", { role: "viewer", members: [person] }); // refused by row where another picture was first
  const [member] = await read("/members?search=mateo");
  const [invitee] = await read("/members?search=ines.moreau");
  const link = await (await send(`/members/${invitee.org_member_id}/invitation/link`)).json();
  const [message] = await read("/messages?limit=1");
  const [lead] = (await read("/top-leads?limit=1")).leads;
  return {
    unit,
    member: member.org_member_id,
    self: (await read("/me")).org_member_id,
    lead: lead.lead_id,
    invitee: invitee.org_member_id,
    invitation: new URL(link.url).pathname,
    message: message.message_id,
  };
}

/** Opens a path and waits until nothing moves any more. */
export async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
}

/** Clicks a button and waits for what it opens: a dialog, a menu, a list, or a form in its place, or a verdict. */
export async function open(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: button }).first().click();
  await expect(
    page.locator("dialog[open], [role=menu], [role=listbox], main form[aria-label], [role=status] strong").first(),
  ).toBeVisible();
}
