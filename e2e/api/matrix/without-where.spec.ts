import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ApiClient } from "@/e2e/api-client";
import { test as base, expect } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { applicationUrl } from "@/e2e/seed";
import { startApiHost } from "@/e2e/servers";
import { askAll } from "./ask-all";
import { seedCallers } from "./callers";
import { guarded } from "./entries";

// The same requests to a server whose statements have lost the conditions that limit them to one organization and one OU
// (e2e/without-where.mjs): row-level security alone must give the same answers.

const preload = pathToFileURL(path.resolve("e2e/without-where.mjs")).href;

const test = base.extend<object, { bare: ApiClient }>({
  bare: [
    async ({ contract }, use) => {
      const folder = await fs.mkdtemp(path.join(os.tmpdir(), "leadvibe-without-where-"));
      const note = path.join(folder, "statements");
      const preloaded = { NODE_OPTIONS: `--import=${preload}`, E2E_WITHOUT_WHERE: note };
      const server = await startApiHost({ DATABASE_URL: applicationUrl(), ...preloaded });
      try {
        await use(new ApiClient(server.url, contract));
        const statements = await fs.readFile(note, "utf8").catch(() => "");
        expect(statements.length, "statements without their conditions").toBeGreaterThan(0);
      } finally {
        await server.stop();
        await fs.rm(folder, { recursive: true });
      }
    },
    { scope: "worker", timeout: 200_000 },
  ],
});

test.describe.configure({ mode: "default" }); // in one worker, which starts one server

// One caller of each kind that the removed conditions distinguish.
const TRIED = /^(org admin|OU viewer, editor of|no access, editor of|another organization|a token|a service account)/;

for (const entry of guarded) {
  test(`${entry.id}: answers the same without the conditions of its statements`, async ({ bare }) => {
    const world = await seedWorld();
    const callers = await seedCallers(world, bare);
    const tried = callers.filter(({ label, kind }) => kind !== "nobody" && TRIED.test(label));
    expect(tried).toHaveLength(8);
    await askAll(bare, entry, world, tried);
  });
}
