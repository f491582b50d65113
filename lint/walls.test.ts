import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { GENERATED, generate } from "./generate-walls.mjs";
import { OK, probes } from "./probes";
import { walls } from "./walls.mjs";

const ROOT = path.dirname(import.meta.dirname);
const BIOME = path.join(ROOT, "node_modules/.bin/biome");
type Diagnostic = { category: string; message: string; location: { path: string; start: { line: number } } };

/** Writes the probes below a copy of the configuration, a line an import, and returns what one `biome check` says. */
function check(): Diagnostic[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-walls-"));
  try {
    fs.mkdirSync(path.join(folder, "lint"));
    for (const file of ["biome.json", "package.json", "tsconfig.json", "lint/walls.gen.json"])
      fs.copyFileSync(path.join(ROOT, file), path.join(folder, file));
    const append = (file: string, line: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.appendFileSync(path.join(folder, file), `${line}\n`);
    };
    for (const [file, specifier] of probes) append(file, `import "${specifier}";`);
    append("db/one.ts", 'import type { Two } from "@/domain/access/two";\nexport type One = Two | 1;');
    append("domain/access/two.ts", 'import type { One } from "@/db/one";\nexport type Two = One | 2;');
    const options = ["--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false"];
    return JSON.parse(spawnSync(BIOME, ["check", ...options, "."], { cwd: folder, encoding: "utf8" }).stdout)
      .diagnostics;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const diagnostics = check();
const refusals = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");

test.each(probes)("%s imports %s: %s", (file, specifier, answer) => {
  const lines = probes.filter(([other]) => other === file);
  const line = 1 + lines.findIndex(([, other]) => other === specifier);
  const messages = refusals.filter(({ location }) => location.path === file && location.start.line === line);
  const said = messages.map(({ message }) => message);
  if (answer === OK) expect(said).toEqual([]);
  else expect(said).toContainEqual(expect.stringContaining(answer));
});

test("each wall is crossed by a probe", () => {
  const said = refusals.map(({ message }) => message);
  expect(walls.map(({ says }) => says).filter((says) => !said.includes(says))).toEqual([]);
});

test("a cycle of imports is refused, also of types", () => {
  const cycles = diagnostics.filter(({ category }) => category === "lint/suspicious/noImportCycles");
  expect(cycles.map(({ location }) => location.path).sort()).toEqual(["db/one.ts", "domain/access/two.ts"]);
});

test("each exemption is needed", () => {
  const unneeded = walls.flatMap(({ refuses, except = [] }) =>
    except.filter((file) => {
      const text = fs.readFileSync(path.join(ROOT, file), "utf8");
      return !refuses.some((specifier) => text.includes(`from "${specifier}"`));
    }),
  );
  expect(unneeded).toEqual([]);
});

test("lint/walls.gen.json is what `npm run walls` makes of the table", () => {
  expect(fs.readFileSync(GENERATED, "utf8")).toBe(generate());
});
