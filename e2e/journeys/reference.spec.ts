import { expect, test } from "./fixtures";

test("the reference: an operation is found, its samples are chosen and copied, and it is called", async ({
  page,
  org,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const requests: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && requests.push(request.url()));
  await page.goto("/docs");
  const contents = page.getByRole("navigation", { name: "Contents" });
  const search = contents.getByRole("searchbox", { name: "Search operations" });
  await search.fill("read member timeline");
  await contents.getByRole("link", { name: /GET \/members\/\{id\}\/timeline/ }).click();
  await expect(page).toHaveURL(/\/docs\/members#getMemberTimeline$/);
  await expect(search).toHaveValue("");

  const listed = page.locator("#listMembers");
  await listed.getByRole("button", { name: "Python" }).click();
  await page.locator("#getMember").getByRole("button", { name: "Copy the Python sample of getMember" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("urllib.request");

  await listed.getByText("Try it").click();
  await listed.getByLabel("Access token").fill(org.admin.token);
  await listed.getByRole("button", { name: /^Send GET/ }).click();
  await expect(listed.getByText("200 OK")).toBeVisible();

  await contents.getByRole("link", { name: "Organizational Units" }).click();
  const units = page.locator("#listOrgUnits");
  await units.getByText("Try it").click();
  await expect(units.getByLabel("Access token")).toHaveValue(org.admin.token);
  await page.getByRole("button", { name: "Change between light and dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(requests).toHaveLength(1); // the token would be gone with the page
});
