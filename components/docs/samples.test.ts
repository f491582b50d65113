import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { openApiDocument } from "@/app/(api)/openapi-document";
import { apiRoutes } from "@/app/(api)/routes.gen";
import type { Handler } from "@/lib/http/answer";
import { createApiListener } from "@/server/api-host";
import { serve } from "@/testing/bounded-server";
import { makeReadersWorld, makeSampleWorld, type SampleWorld } from "@/testing/sample-world";
import type { Document } from "./document";
import { readDocument } from "./read-document";
import type { Language } from "./reference";

const run = promisify(execFile);
const document = openApiDocument() as unknown as Document;
const operationsAt = (server: string) => readDocument(document, server).flatMap(({ operations }) => operations);

test.each(operationsAt("http://localhost").filter(({ bodyExample }) => bodyExample !== null))(
  "the example of a body is valid: $id",
  ({ method, path, bodyExample }) => {
    const pattern = path.replaceAll("{", "[").replaceAll("}", "]") as keyof typeof apiRoutes;
    const { declaration } = (apiRoutes[pattern] as unknown as Record<string, Handler>)[method] as Handler;
    expect(declaration.body?.safeParse(JSON.parse(bodyExample ?? "")).error?.issues ?? []).toEqual([]);
  },
);

type Runnable = { id: string; text: string; env: { LEADVIBE_TOKEN: string; LEADVIBE_UNIT: string } };

/** The samples in a language, with IDs that exist: those that only read share a world, each other one has its own. */
async function samplesIn(language: Language, server: string, readers: SampleWorld): Promise<Runnable[]> {
  const runnable: Runnable[] = [];
  for (const { id, method, samples } of operationsAt(server)) {
    if (!samples) continue;
    let text = samples[language];
    const password = /password"?: "(\w+)"/.exec(text)?.[1] ?? "unused";
    const world = method === "GET" ? readers : await makeSampleWorld(server, id, password);
    for (const [example, prefix = "", name] of text.matchAll(/\b([a-z]+)_(abc123|emea|apac|a)\b/g))
      text = text.replaceAll(example, await world.idOf(name === "apac" ? example : prefix));
    runnable.push({ id, text, env: { LEADVIBE_TOKEN: world.org.token, LEADVIBE_UNIT: world.org.unitId } });
  }
  return runnable;
}

// Each runs all samples in one process and prints the IDs of those that failed.
const inBash = (samples: Runnable[]) =>
  [
    'curl() { command curl -sS --fail-with-body "$@"; }',
    ...samples.flatMap(({ id, text, env }) => [
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      `${text} || printf "\\nFAILED ${id}\\n"`,
    ]),
  ].join("\n");
const inPython = (samples: Runnable[]) =>
  `import json, os, traceback
for sample in json.loads(${JSON.stringify(JSON.stringify(samples))}):
    os.environ.update(sample["env"])
    try:
        exec(sample["text"], {})
    except Exception:
        print("FAILED", sample["id"], traceback.format_exc())`;

const IMPORT = 'import { createClient } from "@leadvibe/admin";\n';
async function inNode(samples: Runnable[]): Promise<string> {
  const each = samples.map(
    ({ id, text, env }) =>
      `Object.assign(process.env, ${JSON.stringify(env)});
       await (async () => {${text.replace(IMPORT, "")}})().catch((error) => console.log("FAILED ${id}", error));`,
  );
  const stdin = { contents: IMPORT + each.join("\n"), resolveDir: ".", loader: "ts" } as const;
  const options = { bundle: true, platform: "node", format: "esm", tsconfig: "tsconfig.json", write: false } as const;
  return (await build({ stdin, ...options })).outputFiles[0]?.text ?? "";
}

test("every sample runs as it stands, in curl, TypeScript and Python", async () => {
  const listener = createApiListener();
  const server = `http://127.0.0.1:${await serve((request, response) => void listener(request, response))}`;
  const readers = await makeReadersWorld(server);
  const [curl, typescript, python] = await Promise.all([
    samplesIn("curl", server, readers).then(inBash),
    samplesIn("typescript", server, readers).then(inNode),
    samplesIn("python", server, readers).then(inPython),
  ]);
  const output = { maxBuffer: 2 ** 24 }; // the OpenAPI document is long
  const ran = await Promise.all([
    run("bash", ["-c", curl], output),
    run(process.execPath, ["--input-type=module", "-e", typescript], output),
    run("python3", ["-c", python], output),
  ]);
  for (const { stdout } of ran) {
    expect(stdout.split("\n").filter((line) => line.startsWith("FAILED"))).toEqual([]);
    expect(stdout).toContain("ada@samples.test");
  }
}, 60_000);
