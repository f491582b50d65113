import { spawn } from "node:child_process";
import fs from "node:fs";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { expect, test } from "@/e2e/fixtures";
import { seedMember, seedUnit } from "@/e2e/seed";
import { openReceiver } from "@/testing/webhook-receiver";

// The examples of sdk/README.md, which are the files of sdk/examples, against a real server.

test.describe.configure({ mode: "default" });

async function bundle(source: string, outfile: string): Promise<string> {
  const options = { bundle: true, platform: "node", format: "esm", tsconfig: "tsconfig.json" } as const;
  await build({ entryPoints: [source], outfile, ...options });
  return outfile;
}

/** Runs a bundled program; gives its lines and its exit code. */
async function run(file: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, lines: output.trim().split("\n"), errors };
}

test("each TypeScript block of the README is an example that is compiled and run", () => {
  const blocks = [...fs.readFileSync("sdk/README.md", "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block);
  const examples = fs.readdirSync("sdk/examples").map((file) => fs.readFileSync(`sdk/examples/${file}`, "utf8"));
  expect(blocks.sort()).toEqual(examples.sort());
});

test("first steps: a unit is created, and members are listed", async ({ urls, org, api }, testInfo) => {
  const file = await bundle("sdk/examples/first-steps.ts", testInfo.outputPath("example.mjs"));
  await seedMember(org.org_id, "viewer");
  const ran = await run(file, { LEADVIBE_URL: urls.api, LEADVIBE_TOKEN: org.admin.token });
  expect(ran.errors).toBe("");
  expect(ran.lines).toEqual([expect.stringMatching(/^unit_\w+ benelux-sales$/), `${org.admin.email} 0`]);
  const units = await api.as(org.admin).get<{ name: string }[]>("/org-units");
  expect(units.json.map(({ name }) => name)).toEqual(["Default", "Benelux Sales"]);
});

test("access: a change is previewed, and its refusal caught", async ({ urls, org }, testInfo) => {
  const file = await bundle("sdk/examples/access.ts", testInfo.outputPath("example.mjs"));
  const ran = await run(file, { LEADVIBE_URL: urls.api, LEADVIBE_TOKEN: org.admin.token });
  expect(ran.errors).toBe("");
  expect(ran.lines[0]).toBe("Ada Lovelace refused");
  expect(ran.lines.length).toBe(2);
});

test("leads: events are sent in each unit, and its leads read page by page", async ({ urls, org }, testInfo) => {
  const file = await bundle("sdk/examples/leads.ts", testInfo.outputPath("example.mjs"));
  await seedUnit(org.org_id, "EMEA");
  const ran = await run(file, { LEADVIBE_URL: urls.api, LEADVIBE_TOKEN: org.admin.token });
  expect(ran.errors).toBe("");
  expect(ran.lines).toEqual([expect.stringMatching(/^lead_\w+ 0$/), expect.stringMatching(/^lead_\w+ 0$/)]);
});

test("webhooks: a delivery of the product is verified, and a changed one is not", async ({ org, api }, testInfo) => {
  const file = await bundle("sdk/examples/webhooks.ts", testInfo.outputPath("example.mjs"));
  const { receive } = (await import(file)) as { receive(request: Request): Promise<Response> };
  const receiver = await openReceiver();
  const admin = api.as(org.admin);
  const made = await admin.post<{ id: string; secret: string }>("/webhook-endpoints", {
    url: receiver.url,
    event_types: ["*"],
  });
  process.env.WEBHOOK_SECRET = made.json.secret;
  await admin.post(`/webhook-endpoints/${made.json.id}/test`, undefined);
  await expect.poll(() => receiver.received.length).toBe(1);
  const [delivery] = receiver.received;
  const request = (body = "") =>
    new Request("http://localhost/hooks", { method: "POST", headers: delivery?.headers, body });
  expect((await receive(request(delivery?.body))).status).toBe(204);
  await expect(receive(request(`${delivery?.body} `))).rejects.toThrow("No signature is valid");
  await receiver.close();
});
