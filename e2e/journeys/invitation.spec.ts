import type { APIRequestContext } from "@playwright/test";
import { linkIn, mailsTo, mailTo } from "@/e2e/mailbox";
import { type Organization, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { addMember, chooseOwnPassword, createUnit, grantAccess, openPage, passwordOf, signInByPage } from "./steps";

// An invitation as the invited person sees it: the real mail, its link, choosing a password, and the dashboard.

const own = "a password of my own";
const initial = "handed over on paper";
let counter = 0;
const freshAddress = ({ org_id }: Organization) => `nora.${++counter}.${org_id.slice(4, 14)}@example.com`;

/** Calls the API as the organization's admin. */
const asAdmin = (request: APIRequestContext, { admin }: Organization) => {
  const headers = { Authorization: `Bearer ${admin.token}` };
  return {
    post: (path: string, data: object) => request.post(path, { headers, data }),
    delete: (path: string) => request.delete(path, { headers }),
  };
};
async function invite(request: APIRequestContext, org: Organization, email: string): Promise<string> {
  const person = { first_name: "Nora", last_name: "Visser", role: "viewer", password: initial, email };
  const answer = await asAdmin(request, org).post("/members", person);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { org_member_id: string }).org_member_id;
}

test("an admin invites somebody, who follows the mail, chooses a password and sees only their org unit", async ({
  page,
  org,
  browser,
}) => {
  test.slow(); // two people, one after the other
  const email = freshAddress(org);
  await seedUnit(org.org_id, "Closed");
  await signInByPage(page, org.admin.email, await passwordOf(org.admin));
  await openPage(page, "Org units");
  await createUnit(page, "Benelux Sales");
  await openPage(page, "Members");
  await addMember(page, ["Nora", "Visser"], email);
  await openPage(page, "Org units");
  await page.getByRole("link", { name: "Benelux Sales", exact: true }).click();
  await grantAccess(page, "Nora Visser", "Editor");

  const mail = await mailTo(email);
  expect(mail).toMatchObject({ to: [email], subject: expect.stringContaining(org.name) });
  const link = linkIn(mail);
  const outgoing: string[] = [];
  const guest = await browser.newPage();
  guest.on("request", (request) => outgoing.push(`${request.url()} ${request.headers().referer ?? ""}`));
  const answer = await guest.goto(link);
  expect(answer?.headers()).toMatchObject({ "referrer-policy": "strict-origin", "cache-control": "no-store" });
  await expect(guest.getByRole("heading", { level: 1, name: `Join ${org.name}` })).toBeVisible();
  await expect(guest.getByLabel("E-mail")).toHaveValue(email);
  await expect(guest.getByLabel("First name")).toHaveValue("Nora");

  await guest.getByLabel("First name").fill("Nóra");
  await guest.getByLabel("Password", { exact: true }).fill("password1234");
  await expect(guest.getByText("12 to 256 characters (met)")).toBeVisible();
  await guest.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(guest.getByText("Is a common password", { exact: false })).toBeVisible();
  await expect(guest.getByLabel("Password", { exact: true })).toBeFocused();
  await stop(guest, "a password that is refused");
  // No request went elsewhere, and none had the secret in its referrer.
  const origin = new URL(link).origin;
  expect(outgoing.filter((line) => !line.startsWith(origin) || line.split(" ")[1]?.includes("lnk_"))).toEqual([]);

  await chooseOwnPassword(guest, own);
  await openPage(guest, "Org units");
  const units = guest.getByRole("list", { name: "Org units you have access to" });
  await expect(units.getByRole("link")).toHaveText(["Benelux Sales"]);
  await expect(guest.getByRole("button", { name: /^Account of Nóra Visser/ })).toBeVisible();

  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1, name: "This link has been used" })).toBeVisible();
  await guest.close();
});

test("an initial password leads to choosing a new one, and works once", async ({ page, request, org }) => {
  const email = freshAddress(org);
  await invite(request, org, email);
  const signIn = async () => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(initial);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await signIn();
  await expect(page.getByRole("heading", { level: 1, name: "Choose your own password" })).toBeVisible();
  await stop(page, "choosing a password");
  const chosen = page.url();
  await signIn();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("The e-mail address or password is wrong.");
  await page.goto(chosen);
  await chooseOwnPassword(page, own);
  await page.context().clearCookies();
  await signInByPage(page, email, own);
});

test("a link that was replaced, withdrawn or cut short says so", async ({ page, request, org }) => {
  const email = freshAddress(org);
  const memberId = await invite(request, org, email);
  const wrong = linkIn(await mailTo(email));
  const right = freshAddress(org);
  const admin = asAdmin(request, org);
  expect((await admin.post(`/members/${memberId}/invitation`, { email: right })).status()).toBe(200);
  const replacing = linkIn(await mailTo(right));
  expect((await admin.post(`/members/${memberId}/invitation`, {})).status()).toBe(429);
  const opened = async (link: string, heading: string) => {
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await stop(page, heading);
  };
  await opened(wrong, "There is a newer link");
  await opened(replacing.slice(0, -1), "This link is not valid");
  expect((await admin.delete(`/members/${memberId}/invitation`)).status()).toBe(204);
  await opened(replacing, "This invitation has been withdrawn");
  expect(await mailsTo(email)).toHaveLength(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an invitation is accepted after a mistake that clears only the password", async ({ page, request, org }) => {
    const email = freshAddress(org);
    await invite(request, org, email);
    await page.goto(linkIn(await mailTo(email)));
    await expect(page.getByLabel("Show the password")).toBeHidden(); // it would do nothing
    await page.getByLabel("First name").fill("Nóra");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await expect(page.getByText("Must be 12 to 256 characters long", { exact: false })).toBeVisible();
    await expect(page.getByLabel("First name")).toHaveValue("Nóra");
    const link = page.url();
    await chooseOwnPassword(page, own);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: "This link has been used" })).toBeVisible();
  });
});
