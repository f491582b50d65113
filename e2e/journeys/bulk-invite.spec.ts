import { countRows, seedMember, seedUnit } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { openPage } from "./steps";

const addresses = (count: number, domain = "x.test") =>
  Array.from({ length: count }, (_, n) => `person${n}.tester@${domain}`).join("\n");

test("an admin pastes a list, sees its errors, and invites the others into an org unit", async ({ org, signedIn }) => {
  test.slow();
  const known = await seedMember(org.org_id, "viewer", {}, ["Kim", "Known"]);
  await seedUnit(org.org_id, "Benelux Sales");
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await openPage(page, "Members");
  await page.getByRole("link", { name: "Invite many" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Invite many" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Invite 0 people" })).toBeDisabled();

  await page
    .getByLabel("E-mail addresses")
    .fill(`ada.lovelace@x.test, "Hopper, Grace" <grace@x.test>; ${known.email}\nADA.lovelace@x.test broken@`);
  const leftOut = page.getByRole("table", { name: /^Left out/ });
  await expect(leftOut.getByRole("row", { name: /broken@ Not an e-mail address/ })).toBeVisible();
  await expect(leftOut.getByRole("row", { name: /ADA.lovelace@x.test .*The same address as row 1/ })).toBeVisible();
  await expect(leftOut.getByRole("row", { name: /Already a member ?: .*, active/ })).toContainText(known.email);
  await expect(page.getByRole("table", { name: /^To be invited/ }).getByRole("rowheader")).toHaveText([
    "ada.lovelace@x.test",
    "grace@x.test",
  ]);
  await stop(page, "the preview of a list");

  await page.getByLabel("Org role for everyone").selectOption("editor");
  await page.getByRole("checkbox", { name: "Benelux Sales" }).check();
  await page.getByRole("button", { name: "Invite 2 people" }).click();
  await expect(page.getByRole("heading", { name: "Sent", exact: true })).toBeFocused();
  await expect(page.getByText("All 2 sent: 2 invited.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy the failed rows" })).toBeVisible();
  await stop(page, "the result of a batch");
  expect(await countRows("members", org.org_id)).toBe(4);
  expect(await countRows("messages", org.org_id)).toBeGreaterThanOrEqual(2);

  await page
    .getByRole("row", { name: /grace@x.test/ })
    .getByRole("link", { name: "Invited" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Grace Hopper" })).toContainText("Invited");
  await expect(page.getByRole("list", { name: "Invitation history" })).toContainText("Mail queued");
  await expect(page.getByRole("link", { name: "Benelux Sales" }).first()).toBeVisible();
});

test("reads a CSV with its columns in any order, and explains why a file cannot be used", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members/invite");
  await hydrated(page);
  const choose = (name: string, text: string) =>
    page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await choose("phones.csv", "name,phone\nAda,1");
  await expect(page.getByRole("alert").filter({ hasText: "There is no email column" })).toBeVisible();
  await choose("people.csv", "Last name;Phone;E-mail;First name\nLovelace;1;ada@x.test;Ada\nHopper;2;grace@x;Grace");
  await expect(page.getByText("Ignored columns: Phone")).toBeVisible();
  await expect(page.getByRole("row", { name: /ada@x.test Ada Lovelace as given/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /grace@x Not an e-mail address/ })).toBeVisible();
  await page.getByRole("button", { name: "Invite 1 person" }).click();
  await expect(page.getByText("All 1 sent: 1 invited.")).toBeVisible();
});

test("a file exported from the members invites nobody again", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members/invite");
  await hydrated(page);
  await page.getByLabel("E-mail addresses").fill(`+49301234@x.test, 'quoted@x.test, r&d@x.test, -a=b@x.test`);
  await page.getByRole("button", { name: "Invite 4 people" }).click();
  await expect(page.getByText("All 4 sent: 4 invited.")).toBeVisible();
  const exported = await page.request.get("/members/export?format=csv");
  await page.goto("/dashboard/members/invite");
  await hydrated(page);
  const file = { name: "members.csv", mimeType: "text/csv", buffer: await exported.body() };
  await page.getByLabel("CSV file").setInputFiles(file);
  await expect(
    page.getByRole("status").filter({ hasText: "0 people to invite, 5 already listed or members" }),
  ).toBeVisible();
});

test("reads files from Excel, and says why a row cannot be read", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members/invite");
  await hydrated(page);
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer });
  const text = 'sep=;\r\n"E-mail\naddress";"First name"\r\nada@x.test;Ada\r\nbob@x.test;"Bob\r\ncy@x.test;Cy\r\n';
  await choose("people.csv", Buffer.from(text));
  await expect(page.getByText("2 people to invite, 1 row to correct")).toBeVisible();
  await expect(
    page.getByRole("row", { name: /3 bob@x.test .*A quotation mark in this row is never closed/ }),
  ).toBeVisible();
  await choose("unicode.txt", Buffer.from("\ufeffemail\tfirst_name\r\nzoe@x.test\tZoë\r\n", "utf16le"));
  await expect(page.getByRole("row", { name: /zoe@x.test Zoë/ })).toBeVisible();
});

test("when a chunk fails, the answered ones are kept and the rest can be sent again", async ({ org, signedIn }) => {
  test.slow(); // hundreds of invitations, one chunk after the other
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/members/invite");
  await hydrated(page);
  await page.getByLabel("E-mail addresses").fill(addresses(1200));
  await page.getByRole("button", { name: "Invite 1,200 people" }).waitFor();
  await page.getByRole("button", { name: "Show 500 more of 1,200" }).click();
  await expect(page.getByRole("table", { name: /^To be invited/ }).getByRole("rowheader")).toHaveCount(550);
  await page.getByLabel("E-mail addresses").fill(addresses(350)); // fewer, to spare the shared mail workers

  // The third chunk reaches the server, but its answer is lost.
  let chunks = 0;
  await page.route("**/members/batch", async (route) => {
    if (route.request().postDataJSON().dry_run) return route.continue();
    chunks += 1;
    if (chunks === 3) {
      await route.fetch();
      return route.abort();
    }
    return route.continue();
  });
  await page.getByRole("button", { name: "Invite 350 people" }).click();
  await expect(page.getByRole("heading", { name: "Not everything was sent" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Stopped after 200 of 350: 200 invited.")).toBeVisible();
  await expect(page.getByText("The server did not answer.")).toBeVisible();
  await stop(page, "a batch that stopped");
  await page.getByRole("button", { name: "Send the remaining 150" }).click();
  await expect(page.getByText("All 350 sent: 350 invited.")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Show 300 more of 350" }).click();
  await expect(page.getByText("Invited by an earlier attempt")).toHaveCount(0); // the lost answer came again
  expect(await countRows("members", org.org_id)).toBe(351);
  expect(await countRows("account_links", org.org_id)).toBe(350);
});

test("anyone who is not an org admin sees a refusal and no button", async ({ org, signedIn }) => {
  const page = await signedIn(await seedMember(org.org_id, "editor"));
  await page.goto("/dashboard/members");
  await expect(page.getByRole("link", { name: "Invite many" })).toHaveCount(0);
  await page.goto("/dashboard/members/invite");
  await expect(page.getByText("Only org admins can invite members")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Invite/ })).toHaveCount(0);
  await stop(page, "the refusal to invite");
});
