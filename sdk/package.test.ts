import { execFile } from "node:child_process";
import fs from "node:fs";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { currentDocument } from "@/app/(api)/openapi-document";
import { provideEnv } from "@/lib/env";
import { API_VERSION } from "@/lib/http/api-version";
import { generate } from "./generate.mjs";

const packed = async () => {
  const run = await promisify(execFile)("npm", ["pack", "--dry-run", "--json"], { cwd: "sdk" });
  return JSON.parse(run.stdout.slice(run.stdout.indexOf("[\n")))[0] as { files: { path: string; mode: number }[] };
};

beforeAll(() => provideEnv({ RATE_LIMITS: "on" }));

test("npm run sdk:types would change nothing", async () => {
  for (const [file, text] of Object.entries(await generate(currentDocument()))) {
    expect(fs.readFileSync(file, "utf8") === text, `${file}: run npm run sdk:types`).toBe(true);
  }
});

test("its version is the API's", () => {
  expect(JSON.parse(fs.readFileSync("sdk/package.json", "utf8")).version).toBe(API_VERSION);
});

test("npm pack packs what callers need, and nothing else", async () => {
  const { files } = await packed();
  const modules = ["calls", "client", "pages", "path", "problem", "schema.gen", "send", "webhooks"];
  const built = modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
  expect(files.map(({ path }) => path).sort()).toEqual(
    ["README.md", "package.json", "dist/leadvibe.js", ...built].sort(),
  );
});

test("the client and the webhooks' verification fit into 6 kB", async () => {
  const contents = 'export * from "./src/client.ts"; export * from "./src/webhooks.ts";';
  const stdin = { contents, resolveDir: "sdk" };
  const options = { bundle: true, minify: true, format: "esm", platform: "browser", write: false } as const;
  const [file] = (await build({ stdin, ...options })).outputFiles;
  expect(gzipSync(file?.contents ?? "", { level: 9 }).length).toBeLessThan(6000);
});
