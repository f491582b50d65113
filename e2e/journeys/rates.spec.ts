import { applicationUrl, database, loadSecrets } from "@/e2e/seed";
import { startApiHost } from "@/e2e/servers";
import { expect, signInByHttp, test } from "./fixtures";
import { announceHydration } from "./hydration";
import { openDialog } from "./steps";

test("a form that is refused for too many requests says when to try again, and the overview shows who sent them", async ({
  org,
  browser,
}) => {
  const secrets = loadSecrets(process.env.E2E_DATA_DIR ?? "");
  const shared = { DATABASE_URL: applicationUrl(secrets), NEXTAUTH_SECRET: secrets.sessionKey };
  const server = await startApiHost({ ...shared, RATE_WRITES_PER_SECOND: "1", RATE_BURST_SECONDS: "60" });
  const context = await browser.newContext({ baseURL: server.url });
  try {
    await announceHydration(context);
    await signInByHttp(context, server.url, org.admin);
    const page = await context.newPage();
    await page.goto("/dashboard/org-units");
    const dialog = await openDialog(page, "Create org unit", "Create an org unit");
    await dialog.getByRole("textbox", { name: "Name" }).fill("One too many");

    // As if other processes had let through so much that the next request may come in a minute.
    await database()`insert into rate_buckets (org_id, credential_hash, kind, busy_until)
      select org_id, session_hash, 'writes', now() + interval '2 minutes' from sessions where org_id = ${org.org_id}`;
    const select = () =>
      context.request.post("/org-units/active", {
        headers: { Origin: server.url },
        data: { ouId: org.defaultUnit.unit_id },
      });
    await expect.poll(async () => (await select()).status()).toBe(429);

    await dialog.getByRole("button", { name: "Create org unit" }).click();
    await expect(dialog.getByRole("alert")).toContainText(
      /Too many requests: you may write 1 time a second\. Try again in \d\d seconds\./,
    );
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("One too many");

    const use = page.getByRole("region", { name: "API use" });
    await expect(async () => {
      await page.goto("/dashboard");
      await expect(use).toContainText(/\d were refused as too many/, { timeout: 2_000 });
    }).toPass();
    const [limits, users] = [
      use.getByRole("table", { name: "API limits" }),
      use.getByRole("table", { name: "Who uses" }),
    ];
    await expect(limits.getByRole("rowheader")).toHaveText(["Reads5,000,000 a second", "Writes5 a second", /^Ingest/]);
    await expect(users.getByRole("rowheader")).toHaveText(["BrowserAda Lovelace"]);
    await use.getByRole("link", { name: "Ada Lovelace" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  } finally {
    await context.close();
    await server.stop();
  }
});
