import { Webhook } from "standardwebhooks";
import { seedMember, seedRuleset } from "@/e2e/seed";
import { openReceiver, status } from "@/testing/webhook-receiver";
import { expect, stop, test } from "./fixtures";
import { hydrated } from "./hydration";
import { openDialog, openPage } from "./steps";

test("an admin connects a system, which gets signed events, and gets one again that it has missed", async ({
  org,
  signedIn,
}) => {
  test.setTimeout(120_000);
  const receiver = await openReceiver();
  const arrived = (type: string) => receiver.received.filter((one) => one.type === type);
  try {
    const page = await signedIn(org.admin, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto("/dashboard");
    await openPage(page, "Webhooks");
    const dialog = await openDialog(page, "Add endpoint", /endpoint/);
    await dialog.getByRole("textbox", { name: "URL" }).fill("http://10.0.0.1/");
    await dialog.getByRole("textbox", { name: "Description" }).fill("CRM");
    const add = dialog.getByRole("button", { name: "Add endpoint" });
    await add.click();
    await expect(dialog.getByRole("alert")).toHaveText("must name at least one event type");
    await dialog.getByText("Members", { exact: true }).click();
    await dialog.getByRole("checkbox", { name: "All events: Members" }).check();
    await add.click();
    await expect(dialog.getByText("must begin with https://", { exact: true })).toBeVisible();
    await dialog.getByRole("textbox", { name: "URL" }).fill(receiver.url);
    await add.click();
    const secret = await dialog.getByRole("textbox", { name: "Signing secret" }).inputValue();
    await dialog.getByRole("button", { name: "Copy the signing secret" }).click();
    await stop(page, "a new endpoint's secret");
    await dialog.getByRole("button", { name: "Done" }).click();

    await page.getByRole("link", { name: "CRM" }).click();
    await expect(page.getByText("Nothing has been sent yet")).toBeVisible();
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect.poll(() => arrived("webhook_endpoint.tested")).toHaveLength(1);
    const [tested] = arrived("webhook_endpoint.tested");
    expect(new Webhook(secret).verify(tested?.body ?? "", tested?.headers ?? {})).toMatchObject({
      data: { actor: { name: "Ada Lovelace" } },
    });
    const deliveries = page.getByRole("list", { name: "Deliveries" });
    await expect(deliveries.getByText("Delivered")).toBeVisible(); // without a reload

    receiver.respond = status(500, {}, "The receiver is down");
    const member = await seedMember(org.org_id, "viewer", {}, ["Nora", "Visser"]);
    await page.goto(`/dashboard/members/${member.org_member_id}`);
    const edit = await openDialog(page, "Edit profile", /Edit/);
    await edit.getByRole("textbox", { name: "First name" }).fill("Eleonora");
    await edit.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => arrived("member.updated").length).toBeGreaterThan(0);
    const [missed] = arrived("member.updated");
    expect(new Webhook(secret).verify(missed?.body ?? "", missed?.headers ?? {})).toMatchObject({
      type: "member.updated",
      data: { target: { id: member.org_member_id, name: "Eleonora Visser" } },
    });

    await openPage(page, "Webhooks");
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/Last result: 500/)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.getByRole("link", { name: "CRM" }).click();
    await page.getByLabel("Status").selectOption({ label: "Pending" });
    await expect(deliveries.getByRole("listitem")).toHaveCount(1);
    await deliveries.locator("summary").click();
    await expect(deliveries.getByText("The receiver is down").first()).toBeVisible();
    await expect(deliveries.getByText(/next try/)).toBeVisible();
    await stop(page, "a delivery that has failed");

    receiver.respond = status(204);
    const before = receiver.received.length;
    await deliveries.getByRole("button", { name: /^Redeliver member\.updated/ }).click();
    await expect.poll(() => receiver.received.slice(before).map(({ id }) => id)).toContain(missed?.id);
    await page.getByLabel("Status").selectOption({ label: "Delivered" });
    await expect(page).toHaveURL(/status=delivered/);
    await expect(async () => {
      await page.reload();
      await expect(deliveries.getByText("member.updated", { exact: true })).toBeVisible({ timeout: 1_000 });
    }).toPass();

    const rotate = await openDialog(page, "Rotate secret", /secret/);
    await rotate.getByRole("button", { name: "Rotate secret" }).click();
    const newest = await rotate.getByRole("textbox", { name: "Signing secret" }).inputValue();
    await rotate.getByRole("button", { name: "Copy the signing secret" }).click();
    await rotate.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(/the one before also signs until/)).toBeVisible();
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect.poll(() => arrived("webhook_endpoint.tested")).toHaveLength(2);
    const twice = arrived("webhook_endpoint.tested").at(-1);
    for (const one of [secret, newest]) new Webhook(one).verify(twice?.body ?? "", twice?.headers ?? {});

    await page.getByRole("button", { name: "Disable", exact: true }).click();
    await page.getByRole("button", { name: "Disable endpoint" }).click();
    await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send test event" })).toHaveCount(0);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("button", { name: "Remove endpoint" }).click();
    await expect(page.getByText("No webhook endpoints yet")).toBeVisible();
  } finally {
    receiver.close();
  }
});

test("members who are not org admins are told who manages webhooks", async ({ org, signedIn }) => {
  const page = await signedIn(await seedMember(org.org_id, "editor"));
  for (const path of ["/dashboard/webhooks", "/dashboard/webhooks/whe_nothing"]) {
    await page.goto(path);
    await expect(page.getByText("Only org admins can see webhooks")).toBeVisible();
  }
  await expect(page.getByRole("link", { name: "Webhooks" })).toHaveCount(0);
});

test("the score above which leads are announced is set on the rules page", async ({ org, signedIn }) => {
  await seedRuleset(org.org_id, org.defaultUnit.unit_id);
  const page = await signedIn(org.admin);
  await page.goto("/dashboard/ou/default/rules");
  await hydrated(page);
  await page.getByRole("button", { name: /^Edit / }).click();
  const threshold = page.getByRole("textbox", { name: "Announce scores above" });
  await threshold.fill("eighty");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("must be a whole number", { exact: true })).toBeVisible();
  await threshold.fill("80");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Scores above 80 are announced.")).toBeVisible();
});
