// Makes dist/, which is what npm pack packs: the client file by file with its types, and the command line in one file.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const dist = path.join(HERE, "dist");
const { version } = JSON.parse(fs.readFileSync(path.join(HERE, "package.json"), "utf8"));

fs.rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", HERE], { stdio: ["ignore", "inherit", "inherit"] });
await build({
  absWorkingDir: HERE,
  tsconfig: "../tsconfig.json",
  entryPoints: ["cli/leadvibe.ts"],
  outdir: dist,
  bundle: true,
  minifySyntax: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["openapi-fetch"],
  define: { VERSION: JSON.stringify(version) },
  banner: { js: "#!/usr/bin/env node" },
});
