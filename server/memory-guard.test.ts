import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";

// Serves itself in a heap of 64 MB: fills it with garbage, then with objects that are kept, then releases those.
const program = `
  import { createBoundedServer } from "./server/http-server";
  import { createMemoryGuard } from "./server/memory-guard";
  import v8 from "node:v8";

  const isFull = createMemoryGuard();
  const { server, drain } = createBoundedServer((request, response) => response.end(), { upgrades: false, isFull });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ask = async () => (await fetch("http://127.0.0.1:" + server.address().port)).status;
  const piece = () => new Array(250_000).fill(Math.random());
  const pause = () => new Promise((resolve) => setTimeout(resolve, 25)); // longer than one check of the heap is valid
  const said = { atRest: await ask() };

  let most = 0;
  for (let round = 0; round < 200; round++) {
    piece();
    if (round % 20 === 0) { await pause(); most = Math.max(most, await ask()); }
  }
  said.withGarbage = most;

  const kept = [];
  while ((said.whenFull = await ask()) === 200 && kept.length < 500) { kept.push(piece()); await pause(); }
  said.megabytes = v8.getHeapStatistics().used_heap_size / 1_048_576;

  kept.length = 0;
  const begun = performance.now();
  while ((said.after = await ask()) !== 200 && performance.now() - begun < 10_000) await pause();
  console.log(JSON.stringify(said));
  await drain(0);
`;

test("requests are refused before a full heap crashes the process, and accepted again afterwards", async () => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    write: false,
  });
  const args = ["--max-old-space-size=64", "--input-type=module", "-e", outputFiles[0]?.text ?? ""];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  const { megabytes, ...statuses } = JSON.parse(stdout);
  expect(statuses).toEqual({ atRest: 200, withGarbage: 200, whenFull: 503, after: 200 });
  expect(megabytes).toBeGreaterThan(50);
});
