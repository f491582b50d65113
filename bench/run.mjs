// npm run bench and bench:<part>: builds the product, the bench and, if it is compared, the bare Next app, and then measures.
// Plain JavaScript, because it runs before anything is built. `--help` lists the options; without options it rewrites its page
// in docs/bench.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const PARTS = ["audit", "leads", "attacks", "overload", "memory", "start", "peers", "scale", "replica", "failover"];
const WITH_BARE_NEXT = [undefined, "leads"];
const REFERENCES = ["bench/reference-server.ts", "bench/leads/reference-server.ts"];
const ENTRIES = [
  "bench/main.ts",
  ...PARTS.map((part) => `bench/${part}/main.ts`),
  "bench/attacks/quiet.ts",
  "bench/attacks/attacker.ts",
  "bench/overload/offer.ts",
  ...REFERENCES,
];
const OUTPUT = path.join(ROOT, "dist/bench");

process.chdir(ROOT);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

const { ensureBundle, ensureNextBuild } = await import(path.join(ROOT, "server/build.mjs"));

function buildBareNext() {
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const { status } = spawnSync(process.execPath, [next, "build", "bench/next-bare"], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("bench/next-bare did not build");
}

const [first, ...rest] = process.argv.slice(2);
const part = PARTS.find((name) => name === first);
const has = (flag) => process.argv.includes(flag);
if (!has("--help")) {
  await ensureBundle();
  if (!(await ensureNextBuild())) throw new Error("the product did not build");
  if (WITH_BARE_NEXT.includes(part) && !has("--smoke") && !has("--pages")) buildBareNext();
}
await build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES,
  outbase: "bench",
  outdir: OUTPUT,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  conditions: ["react-server"],
  logLevel: "warning",
});
const { main } = await import(path.join(OUTPUT, part ?? "", "main.js"));
await main(part ? rest : process.argv.slice(2));
