import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { openApiDocument } from "@/app/(api)/openapi-document";
import { apiRoutes } from "@/app/(api)/routes.gen";
import type { Handler } from "@/lib/http/answer";
import { createApiListener } from "@/server/api-host";
import { sealAll } from "@/testing/audit-log";
import { serve } from "@/testing/bounded-server";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
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

let org: TestOrganization;
let server: string;
/** IDs by their prefix, in place of those in the examples. */
const ids: Record<string, string> = {};

async function create(path: string, body: object) {
  const headers = {
    Authorization: `Bearer ${org.token}`,
    "X-Active-OU-ID": org.unitId,
    "Content-Type": "application/json",
  };
  const answer = await fetch(server + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

/** Starts the API, and makes one of everything that the examples name. */
async function seed() {
  const listener = createApiListener();
  server = `http://127.0.0.1:${await serve((request, response) => void listener(request, response))}`;
  org = await makeOrganization();
  const aliases = [{ alias_kind: "cookie", raw_value: "c1" }];
  const [invited] = await create("/members/batch", { role: "viewer", members: [{ email: "ada@samples.test" }] });
  const { org_member_id: member } = invited;
  const grant = { op: "grant", org_member_id: member, unit_id: org.unitId, role: "editor" };
  const due = new Date(Date.now() + 7 * 86_400_000).toISOString();
  Object.assign(ids, {
    unit: org.unitId,
    mem: member,
    lead: (await create("/leads", { owner_name: "Grace", aliases })).lead_id,
    rset: (await create("/rulesets", { name: "Website", kind: "engagement" })).id,
    chg: (await create("/access-changes", { changes: [grant] })).id,
    rev: (await create("/access-reviews", { unit_ids: [org.unitId], due_at: due })).id,
    whe: (await create("/webhook-endpoints", { url: "https://example.com/hooks", event_types: ["*"] })).id,
  });
  await sealAll(org);
}

/** The samples of every safe operation, with IDs that exist. */
const samplesIn = (language: Language): [string, string][] =>
  operationsAt(server)
    .filter(({ method, isPublic }) => method === "GET" && !isPublic)
    .map(({ id, samples }) => [
      id,
      samples[language].replace(/\b([a-z]+)_[a-z0-9]+(?=["/?])/g, (example, prefix) => ids[prefix] ?? example),
    ]);

// Each runs all samples in one process and prints the IDs of those that failed.
const IN_BASH = (samples: [string, string][]) =>
  [
    'curl() { command curl -sS --fail-with-body "$@"; }',
    ...samples.map(([id, text]) => `${text} || printf "\\nFAILED ${id}\\n"`),
  ].join("\n");
const IN_PYTHON = (samples: [string, string][]) =>
  `import json, sys, traceback
for id, text in json.loads(${JSON.stringify(JSON.stringify(samples))}):
    try:
        exec(text, {})
    except Exception:
        print("FAILED", id, traceback.format_exc())`;

const IMPORT = 'import { createClient } from "@leadvibe/admin";\n';
async function inNode(samples: [string, string][]): Promise<string> {
  const each = samples.map(
    ([id, text]) =>
      `await (async () => {${text.replace(IMPORT, "")}})().catch((error) => console.log("FAILED ${id}", error));`,
  );
  const stdin = { contents: IMPORT + each.join("\n"), resolveDir: ".", loader: "ts" } as const;
  const options = { bundle: true, platform: "node", format: "esm", tsconfig: "tsconfig.json", write: false } as const;
  return (await build({ stdin, ...options })).outputFiles[0]?.text ?? "";
}

test("every sample of a safe operation runs as it stands, in curl, TypeScript and Python", async () => {
  await seed();
  const env = { ...process.env, LEADVIBE_TOKEN: org.token, LEADVIBE_UNIT: org.unitId };
  const bundled = await inNode(samplesIn("typescript"));
  const ran = await Promise.all([
    run("bash", ["-c", IN_BASH(samplesIn("curl"))], { env }),
    run(process.execPath, ["--input-type=module", "-e", bundled], { env }),
    run("python3", ["-c", IN_PYTHON(samplesIn("python"))], { env }),
  ]);
  for (const { stdout } of ran) {
    expect(stdout.split("\n").filter((line) => line.startsWith("FAILED"))).toEqual([]);
    expect(stdout).toContain("ada@samples.test");
  }
});
