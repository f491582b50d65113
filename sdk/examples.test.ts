import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { endSending } from "@/domain/webhooks/send";
import { createApiListener } from "@/server/api-host";
import { serve } from "@/testing/bounded-server";
import { addPeople } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { openReceiver } from "@/testing/webhook-receiver";
import { addEndpoint, allowLoopback, sendAll } from "@/testing/webhooks";

// The code of sdk/README.md, which is that of sdk/examples and compiled with everything else, against the API.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-examples-"));
const examples = fs.readdirSync("sdk/examples");
let org: TestOrganization;
let server: string;

beforeAll(async () => {
  const options = { bundle: true, platform: "node", format: "esm", outExtension: { ".js": ".mjs" } } as const;
  const entryPoints = examples.map((file) => `sdk/examples/${file}`);
  await build({ entryPoints, outdir: folder, tsconfig: "tsconfig.json", ...options });
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

beforeEach(async () => {
  org = await makeOrganization();
  const answer = createApiListener();
  server = `http://127.0.0.1:${await serve((request, response) => void answer(request, response))}`;
});

/** Runs an example as a program; gives the lines that it prints. */
async function linesOf(name: string): Promise<string[]> {
  const env = { ...process.env, LEADVIBE_URL: server, LEADVIBE_TOKEN: org.token };
  const child = spawn(process.execPath, [path.join(folder, `${name}.mjs`)], { env });
  const [lines, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(errors).toBe("");
  return lines.trimEnd().split("\n");
}

test("each TypeScript block of the README is an example", () => {
  const blocks = [...fs.readFileSync("sdk/README.md", "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block);
  expect(blocks.sort()).toEqual(examples.map((file) => fs.readFileSync(`sdk/examples/${file}`, "utf8")).sort());
});

test("first steps: an OU is created, and members are listed", async () => {
  await addPeople(org, [{ first: "Grace", last: "Hopper", role: "viewer" }]);
  const [unit, ...members] = await linesOf("first-steps");
  expect(unit).toMatch(/^unit_\w+ benelux-sales$/);
  expect(members).toEqual([`${org.email} 1`]);
});

test("access: a change is previewed, and its refusal is caught", async () => {
  const lines = await linesOf("access");
  expect(lines).toEqual(["Ada Lovelace refused", expect.stringContaining("nothing has changed")]);
});

test("leads: events are sent in each OU, and its leads are read page by page", async () => {
  await addUnit(org, "EMEA");
  const lead = expect.stringMatching(/^lead_\w+ 0$/);
  expect(await linesOf("leads")).toEqual([lead, lead]);
});

test("webhooks: a delivery is verified, and a changed one is refused", async () => {
  const { receive } = (await import(path.join(folder, "webhooks.mjs"))) as {
    receive(request: Request): Promise<Response>;
  };
  allowLoopback();
  const receiver = await openReceiver();
  const endpoint = await addEndpoint(org, receiver.url);
  await addUnit(org, "EMEA");
  await sendAll(endpoint);
  process.env.WEBHOOK_SECRET = endpoint.secret;
  const [delivery] = receiver.received;
  const request = (body: string) =>
    new Request("http://localhost/hooks", { method: "POST", headers: delivery?.headers ?? {}, body });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  expect((await receive(request(delivery?.body ?? ""))).status).toBe(204);
  expect(log).toHaveBeenCalledWith("org_unit.created", expect.stringMatching(/^unit_/));
  await expect(receive(request(`${delivery?.body} `))).rejects.toThrow("No signature is valid");
  receiver.close();
  await endSending();
});
