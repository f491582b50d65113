import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { mailTo } from "@/e2e/mailbox";
import { database, type Organization, seedInvited, seedMember } from "@/e2e/seed";
import { startApiHost } from "@/e2e/servers";
import { expect, signIn, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { openPage } from "./steps";

/** Adds `count` mails to the organization's admin in every status, without jobs to send them. */
async function seedMessages({ org_id, admin }: Organization, count: number): Promise<void> {
  const facts = { first_name: "Ada", organization: "Acme", at: "2026-11-21T12:00:00Z" };
  await database()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, status, reason, attempts, sent_at)
    select ${org_id}, 'msg_' || md5(${org_id} || status || n), ${admin.org_member_id}, 'password_changed', ${admin.email},
           ${JSON.stringify(facts)}::text::jsonb, status, case status when 'failed' then 'validation_error 422' end, 1, now()
      from unnest(array['sent', 'delivered', 'bounced', 'complained', 'failed']) status, generate_series(1, ${count}::int) n`;
}

test("an admin pages through mails, filters them, and reads why one failed", async ({ org, signedIn }) => {
  await seedMessages(org, 11);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await openPage(page, "Mail");
  await expect(page.getByText(/^Mail is sent through Resend, from/)).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Lovelace .* not delivered 5\d/ })).toBeVisible();
  await stop(page, "people who were sent mail");
  await page.getByRole("link", { name: "Ada Lovelace" }).click();
  await expect(page.getByText(/^1–50 of 5\d$/)).toBeVisible();
  await page.getByRole("link", { name: "Next" }).last().click();
  await expect(page.getByText(/^51–5\d of 5\d$/)).toBeVisible();
  await page.getByLabel("Status").selectOption({ label: "Failed" });
  await expect(page).toHaveURL(/\/dashboard\/mail\?status=failed&org_member_id=mem_/);
  await expect(page.getByText("1–11 of 11", { exact: true })).toBeVisible();
  await expect(page.getByText("The provider does not accept the mail (422)").first()).toBeVisible();
  await stop(page, "failed mails");

  await page.getByRole("link", { name: org.admin.email, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Your password for Acme was changed" })).toBeVisible();
  const mail = page.frameLocator("iframe");
  await expect(mail.getByText("The password of your account at Acme was changed")).toBeVisible();
  await page.getByText("Text version").click();
  await expect(page.locator("pre")).toContainText("The password of your account at Acme was changed");
  await stop(page, "a message");
});

test("the page says how long invitations beyond the hourly limit wait", async ({ org, signedIn }) => {
  await database()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, leaves_at)
    select ${org.org_id}, 'msg_' || md5(${org.org_id} || seconds), ${org.admin.org_member_id}, 'invitation',
           'nora' || seconds || '@example.com', '{}', now() + make_interval(secs => seconds)
      from unnest(array[2070, 2071, 10830]) seconds`;
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/mail?status=queued");
  await expect(
    page.getByText("3 invitations are waiting: at most 1,000 are sent an hour. The last one leaves in 3 hours."),
  ).toBeVisible();
  await expect(
    page.getByRole("row", { name: /nora2070@example.com Invitation Queued ?Leaves in 34 minutes/ }),
  ).toBeVisible();
  await stop(page, "waiting invitations");
});

test("with a provider, a message shows what was sent, without its link", async ({ org, signedIn, request }) => {
  const email = `nora.${org.org_id.slice(4, 14)}@example.com`;
  const headers = { Authorization: `Bearer ${org.admin.token}` };
  const data = { role: "viewer", members: [{ email }] };
  const [row] = await (await request.post("/members/batch", { headers, data })).json();
  await mailTo(email);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/mail?org_member_id=${row.org_member_id}`);
  await expect(page.getByRole("row", { name: /Invitation Sent/ })).toBeVisible();
  await page.getByRole("link", { name: email, exact: true }).click();
  await expect(page.getByText("Its secret link is withheld")).toBeVisible();
  await expect(page.frameLocator("iframe").getByText(/the link is withheld here/)).toBeVisible();
  expect(await page.content()).not.toContain("lnk_");
});

test("a mail's frame runs no script and loads nothing from elsewhere", async ({ org, signedIn }) => {
  await seedMessages(org, 1);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/mail?status=sent");
  const refused: string[] = [];
  page.on("console", (line) => /Content Security Policy/.test(line.text()) && refused.push(line.text()));
  await page.getByRole("link", { name: org.admin.email }).click();
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading")).toBeVisible();
  expect(refused).toEqual([]); // its inline styles are allowed
  const frame = page.locator("iframe");
  expect(await frame.getAttribute("sandbox")).toBe("allow-popups allow-popups-to-escape-sandbox");
  const hostile = `<p id="a">still</p><script>parent.document.title = "taken"; a.textContent = "ran"</script>
    <img src="https://elsewhere.test/pixel.png" onerror="a.textContent = 'ran'"><p>the end</p>`;
  await frame.evaluate((element, html) => element.setAttribute("srcdoc", html), hostile);
  await expect(mail.getByText("the end")).toBeVisible();
  await expect.poll(() => refused.join("\n")).toContain("elsewhere.test");
  await expect(mail.getByText("still")).toBeVisible();
  expect(await page.title()).not.toBe("taken");
});

test("anyone who is not an org admin sees a refusal and no link to it", async ({ org, signedIn }) => {
  await seedMessages(org, 1);
  const page = await signedIn(await seedMember(org.org_id, "editor"));
  const [row] = await database()`select message_id from messages where org_id = ${org.org_id} limit 1`;
  for (const at of ["/dashboard/mail", `/dashboard/mail/${row?.message_id}`]) {
    await page.goto(at);
    await expect(page.getByText("Only org admins can see mail")).toBeVisible();
    await expect(page.getByText(org.admin.email)).toHaveCount(0);
  }
  await expect(page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Mail" })).toHaveCount(0);
});

test("an invitation can be resent, copied, corrected and revoked on the member's page", async ({ org, signedIn }) => {
  test.slow(); // waits for three mails
  const id = await seedInvited(org.org_id);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard`);
  await page.getByRole("link", { name: /^Invited 1/ }).click();
  await expect(page).toHaveURL(/\/dashboard\/members\?status=invited$/);
  await page
    .getByRole("row", { name: /Ida Invited/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /Ida Invited/ })).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Deactivate" })).toHaveCount(0);

  await page.getByRole("button", { name: "Send again" }).click();
  const timeline = page.getByRole("list", { name: "Invitation history" });
  await expect(timeline).toContainText("Mail queued");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText(/within the last minute/)).toBeVisible();
  await mailTo(`${id}@example.com`);
  await expect(timeline).toContainText("Mail sent"); // without a reload
  await stop(page, "an invited member");

  await page.getByRole("button", { name: "Copy link" }).click();
  const copied = page.getByRole("dialog", { name: "Invitation link for Ida Invited" });
  await expect(copied.getByText(/\/invitation\/lnk_/)).toBeVisible();
  await stop(page, "an invitation's link");
  await copied.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain("lnk_");

  const right = `right.${id.slice(4, 14)}@example.com`;
  await page.getByRole("button", { name: "Correct the address" }).click();
  const correct = page.getByRole("dialog", { name: "Correct the address of Ida Invited" });
  await correct.getByLabel("E-mail").fill(org.admin.email);
  await correct.getByRole("button", { name: "Correct and invite" }).click();
  await expect(correct.getByText("Another member has this e-mail address.")).toBeVisible();
  await correct.getByLabel("E-mail").fill(right);
  await correct.getByRole("button", { name: "Correct and invite" }).click();
  await expect(correct).toBeHidden();
  await mailTo(right);
  await expect(timeline).toContainText(`to ${id}@example.com`);

  await page.getByRole("button", { name: "Revoke invitation" }).click();
  const question = page.getByRole("alertdialog", { name: "Revoke the invitation of Ida Invited?" });
  await question.getByRole("button", { name: "Revoke and remove Ida Invited" }).click();
  await expect(page).toHaveURL(/\/dashboard\/members$/);
  await expect(page.getByRole("link", { name: "Ida Invited" })).toHaveCount(0);
});

test("deactivating and reactivating a member keeps their memberships; the last admin cannot be deactivated", async ({
  org,
  signedIn,
}) => {
  const roles = { [org.defaultUnit.unit_id]: "viewer" } as const;
  const { org_member_id: id } = await seedMember(org.org_id, "viewer", roles, ["Dee", "Parted"]);
  const page = await signedIn(org.admin);
  await page.goto(`/dashboard/members/${id}`);
  await hydrated(page);
  await page.getByRole("button", { name: "Deactivate" }).click();
  const question = page.getByRole("alertdialog", { name: "Deactivate Dee Parted?" });
  await expect(question.getByText("Memberships and the org role are kept")).toBeVisible();
  await question.getByRole("button", { name: "Deactivate Dee Parted" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dee Parted Deactivated" })).toBeVisible();
  await expect(page.locator("#access").getByRole("link", { name: "Default" })).toBeVisible();
  await expect(page.getByText("None now: the account is deactivated.")).toBeVisible();
  await stop(page, "a deactivated member");
  await page.getByRole("button", { name: "Reactivate" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dee Parted", exact: true })).toBeVisible();

  await page.goto(`/dashboard/members/${org.admin.org_member_id}`);
  await expect(page.getByText(/Ada Lovelace is the only active org admin/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Deactivate" })).toHaveCount(0);
});

test("without a provider the mailbox says so, and with the embedded database the links in it work", async ({
  browser,
}) => {
  test.slow(); // starts its own server
  const dataDirectory = await fs.mkdtemp(path.join(os.tmpdir(), "leadvibe-mailbox-"));
  const server = await startApiHost({ DATA_DIR: dataDirectory, RESEND_API_KEY: "", MAIL_FROM: "" });
  try {
    const demo = JSON.parse(await fs.readFile(path.join(dataDirectory, "demo.json"), "utf8"));
    const headers = { Authorization: `Bearer ${demo.token}`, "Content-Type": "application/json" };
    const body = JSON.stringify({ role: "viewer", members: [{ email: "nora.visser@example.com" }] });
    expect((await fetch(`${server.url}/members/batch`, { method: "POST", headers, body })).status).toBe(200);
    const context = await browser.newContext({ baseURL: server.url });
    await signIn(context, server.url, demo);
    const page = await context.newPage();
    await expect(async () => {
      await page.goto("/dashboard/mail?status=kept");
      await expect(page.getByRole("link", { name: "nora.visser@example.com" })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(page.getByText("No e-mail provider is configured:", { exact: false }).first()).toBeVisible();
    await expect(page.getByText("messages are kept here and not sent")).toBeVisible();
    await page.getByRole("link", { name: "nora.visser@example.com" }).click();
    await expect(page.getByText("Its link works")).toBeVisible();
    await stop(page, "a kept message");
    const opened = context.waitForEvent("page");
    await page.frameLocator("iframe").getByRole("link", { name: "Choose your password" }).click();
    const guest = await opened;
    await expect(guest.getByRole("heading", { level: 1, name: `Join Acme` })).toBeVisible();
    await context.close();
  } finally {
    await server.stop();
    const cluster = await fs.realpath(path.join(dataDirectory, "cluster")).catch(() => dataDirectory);
    await fs.rm(cluster, { recursive: true, force: true });
    await fs.rm(dataDirectory, { recursive: true, force: true });
  }
});
