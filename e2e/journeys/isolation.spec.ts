import { seedMember } from "@/e2e/seed";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";

test("an org admin reads how each table is protected, and runs the check", async ({ org, signedIn }) => {
  const page = await signedIn(org.admin);
  await page.goto("/dashboard");
  await page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Isolation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Isolation" })).toBeVisible();
  await expect(page.getByText(/^The database keeps every organization and every org unit apart/)).toBeVisible();
  await page.getByText("By org unit", { exact: true }).click();
  const accounts = page
    .getByRole("list", { name: "Tables: by org unit" })
    .getByRole("listitem")
    .filter({ hasText: /^service_accounts/ });
  await accounts.getByText(/policies of service_accounts/).click();
  await expect(accounts.getByText("Read and write rows of the active org unit, for its admins.")).toBeVisible();
  await expect(accounts.getByText(/^create policy service_accounts_administered .*'app\.unit_id'/s)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Not checked yet." })).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Run the check" }).click();
  await expect(page.getByText(/^All \d+ tables passed\.$/)).toBeVisible();
  await expect(accounts.getByText("Passed")).toBeVisible();
  await expect(page.getByText("All passed")).toHaveCount(3);
  await stop(page, "the isolation check");
});

test("other members find no link to it, and the API refuses them", async ({ org, signedIn, baseURL }) => {
  const member = await seedMember(org.org_id, "editor", { [org.defaultUnit.unit_id]: "admin" });
  const page = await signedIn(member);
  await page.goto("/dashboard/isolation");
  await expect(page.getByText("Only org admins can see isolation")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run the check" })).toHaveCount(0);
  await expect(
    page.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name: "Isolation" }),
  ).toHaveCount(0);
  const headers = { Origin: baseURL ?? "" };
  expect((await page.request.post("/isolation/check", { headers })).status()).toBe(403);
});
