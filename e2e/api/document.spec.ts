import { execFile } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@/e2e/fixtures";

const ROOT = process.cwd();
const API = path.join(ROOT, "app/(api)");

/** `METHOD /path` for every method that a route file exports, read from the files; except `/mcp`, which leads to all of them. */
function exportedOperations(): string[] {
  const files = fs
    .readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => /route\.tsx?$/.test(file) && file !== "mcp/route.ts");
  return files.flatMap((file) => {
    const source = fs.readFileSync(path.join(API, file), "utf8");
    const template = `/${path.dirname(file)}`.replaceAll("[", "{").replaceAll("]", "}");
    const exported = source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm);
    return [...exported].map(([, method]) => `${method} ${template}`);
  });
}

test("every exported method of a route file is documented, and every documented one exported", async ({ contract }) => {
  const documented = contract.operations.map(({ method, path: template }) => `${method} ${template}`);
  expect(documented.sort()).toEqual(exportedOperations().sort());
});

test("redocly finds no error in the document", async ({ contract }, testInfo) => {
  const file = testInfo.outputPath("openapi.json");
  fs.writeFileSync(file, JSON.stringify(contract.document));
  const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const run = await promisify(execFile)(process.execPath, [cli, "lint", file, "--format=json"], { cwd: ROOT, env });
  const report = JSON.parse(run.stdout.slice(run.stdout.indexOf("{")));
  expect(report.totals.errors).toBe(0); // with errors, it also exits with 1
});

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Every schema in a node, with its JSON Pointer. */
function* schemasBelow(node: unknown, pointer: string): Generator<{ pointer: string; schema: Node }> {
  if (!isNode(node)) return;
  if ("type" in node || "anyOf" in node || "$ref" in node) yield { pointer, schema: node };
  for (const [key, value] of Object.entries(node)) {
    if (key !== "example") yield* schemasBelow(value, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

test("every example fits its schema", async ({ contract }) => {
  const { components } = contract.document;
  let count = 0;
  for (const { pointer, schema } of schemasBelow(components.schemas, "#/components/schemas")) {
    if (!("example" in schema)) continue;
    contract.validate(pointer, schema.example);
    count += 1;
  }
  expect(count).toBeGreaterThan(20);
  for (const { operation } of contract.operations) {
    for (const response of Object.values(operation.responses)) {
      for (const { value } of Object.values(response.content?.["application/problem+json"]?.examples ?? {})) {
        contract.validate("#/components/schemas/Problem", value);
      }
    }
  }
});

test("every object in an answer allows no further fields, so no field goes unnoticed", async ({ contract }) => {
  for (const { pointer, schema } of schemasBelow(contract.document.components.schemas, "#/components/schemas")) {
    if (schema.type !== "object" || schema.oneOf || pointer.endsWith("/OpenApiDocument")) continue;
    const isMap = !schema.properties && typeof schema.additionalProperties === "object"; // its keys are data
    if (!isMap) expect(schema.additionalProperties, pointer).toBe(false);
  }
});

test("the document includes the fields, requirements and statuses of the published reference", async ({ contract }) => {
  const { schemas } = contract.document.components;
  const required = (name: string) => [...((schemas[name]?.required as string[]) ?? [])].sort();
  expect(required("OrgUnit")).toEqual(["external_ref", "group", "is_default", "name", "org_id", "slug", "unit_id"]);
  expect(required("CreateOrgUnit")).toEqual(["name"]);
  expect(required("CreateMember")).toEqual(["email", "first_name", "last_name", "password", "role"]);
  expect(required("SetActiveOrgUnit")).toEqual(["ouId"]);
  const statuses = (template: string, method: string) =>
    Object.keys(contract.document.paths[template]?.[method]?.responses ?? {});
  expect(statuses("/org-units", "get")).toEqual(expect.arrayContaining(["200", "401"]));
  expect(statuses("/org-units", "post")).toEqual(expect.arrayContaining(["201", "400", "401"]));
  expect(statuses("/org-units/{id}", "put")).toEqual(expect.arrayContaining(["200", "400", "401", "404"]));
  expect(statuses("/org-units/active", "post")).toEqual(expect.arrayContaining(["204", "400", "401", "403"]));
  expect(statuses("/members", "get")).toEqual(expect.arrayContaining(["200", "401"]));
  expect(statuses("/members", "post")).toEqual(expect.arrayContaining(["200", "400", "401"]));
});
