// Makes what the package is built from: npm run sdk:types; or keeps the document of a release: npm run api:release. Plain JavaScript, because the document has to be bundled first.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { commandsOf } from "./commands.mjs";
import { releasedText } from "./released.mjs";

const ROOT = path.dirname(import.meta.dirname);
const HEADER = "// Made of the API's document by npm run sdk:types. Do not edit.\n";

const isSuccess = ([status]) => Number(status) < 400;

/** An operation without what callers see no type of: headers of answers, cookies, and refusals, which are all thrown. */
function typed({ parameters = [], responses, ...operation }) {
  const answers = Object.entries(responses).filter(isSuccess);
  return {
    ...operation,
    parameters: parameters.filter(({ in: where }) => where !== "cookie"),
    responses: Object.fromEntries(answers.map(([status, { headers: _unseen, ...answer }]) => [status, answer])),
  };
}

const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

/** The files' names and contents, of an OpenAPI document. */
export async function generate(document) {
  const paths = mapValues(document.paths, (methods) => mapValues(methods, typed));
  const types = astToString(await openapiTS(structuredClone({ ...document, paths }))).replace(
    /^export type (webhooks|\$defs) = .*\n/gm,
    "",
  ); // our document has neither
  const lines = commandsOf(document).map((operation) => `  ${JSON.stringify(operation)},\n`);
  return {
    "sdk/src/schema.gen.ts": HEADER + types,
    "sdk/cli/commands.gen.ts": `${HEADER}import type { Command } from "./command";\n\nexport const commands: readonly Command[] = [\n${lines.join("")}];\n`,
  };
}

/** The document as it is without any setting of an operator. */
async function readDocument() {
  const { build } = await import("esbuild");
  const outfile = path.join(ROOT, `dist/document-${process.pid}.mjs`);
  const common = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external" };
  await build({ ...common, absWorkingDir: ROOT, entryPoints: ["app/(api)/openapi-document.ts"], outfile });
  process.env = {};
  const { openApiDocument } = await import(outfile);
  fs.rmSync(outfile);
  return openApiDocument();
}

/** The file that keeps a version's document. */
const releasedFile = ({ info }) => `docs/api/openapi-${info.version}.gen.json`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isRelease = process.argv[2] === "release";
  const document = await readDocument();
  const files = isRelease ? { [releasedFile(document)]: releasedText(document) } : await generate(document);
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(ROOT, file), text);
}
