import { applicationUrl, loadSecrets } from "@/e2e/seed";
import { type Server, startApiHost } from "@/e2e/servers";
import { openRelay, type Relay } from "@/testing/relay";
import { expect, signInByHttp, stop, test } from "./fixtures";

// Its own server, because the shared one's database must not be cut off.
let relay: Relay;
let server: Server;

test.beforeAll(async ({ seed: _any }) => {
  const secrets = loadSecrets(process.env.E2E_DATA_DIR ?? "");
  relay = await openRelay(secrets.port);
  server = await startApiHost({
    DATABASE_URL: applicationUrl(secrets, relay.port),
    NEXTAUTH_SECRET: secrets.sessionKey,
  });
});
test.afterAll(async () => {
  await server?.stop();
  await relay?.cut().catch(() => {});
});

test("while the database is unreachable a page says so, and it can be retried", async ({ org, browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  await signInByHttp(context, server.url, org.admin);
  const page = await context.newPage();
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

  await relay.cut();
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "This page could not be loaded" })).toBeVisible();
  await expect(page.getByRole("alert").getByText(/^req_/)).toBeVisible();
  await stop(page, "a page without its database");
  await page.goto("/dashboard/org-units"); // the layout around the pages needs the database too
  await expect(page.getByRole("heading", { level: 1, name: "This page could not be loaded" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/ECONN|postgres|database_unavailable|at .*\.js/);

  await relay.mend();
  await expect(async () => {
    await page.getByRole("button", { name: "Try again" }).click({ timeout: 2_000 });
    await expect(page.getByRole("heading", { level: 1, name: "Org units" })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await context.close();
});
