// Builds what `npm start` runs, when the sources have changed: the server's bundle and the Next build. Plain JavaScript,
// because it has to run before anything is built.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SOURCES = ["app", "components", "db", "domain", "emails", "lib", "public", "server"];
const SETTINGS = /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.mjs|(proxy|instrumentation)\.ts)$/;
const ENTRIES = ["server/main.ts", "server/cli/*.ts"];
const KEPT_BUNDLES = 3; // another process may have just chosen an older one and not read it yet
const NEXT_STAMP = path.join(ROOT, ".next/leadvibe-sources");

function filesBelow(folder) {
  if (!fs.existsSync(path.join(ROOT, folder))) return [];
  const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

let sources;

/** A hash of every file that a build reads, as they were when it was first asked for; tests don't count. */
export const hashSources = () => (sources ??= readSources());

function readSources() {
  const settings = fs
    .readdirSync(ROOT)
    .filter((name) => SETTINGS.test(name))
    .map((name) => path.join(ROOT, name));
  const files = [...SOURCES.flatMap(filesBelow), ...settings].filter((file) => !/\.test\.tsx?$/.test(file)).sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = fs.readFileSync(file);
    hash.update(`${path.relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 16);
}

function removeOldBundles(dist, current) {
  const age = (name) => fs.statSync(path.join(dist, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const old = fs.readdirSync(dist).filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== current);
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(KEPT_BUNDLES - 1)) {
    fs.rmSync(path.join(dist, name), { recursive: true, force: true });
  }
}

/**
 * The folder of the server's bundle, which esbuild makes if these sources have none yet. It is named after their hash and
 * made by a rename, so it is always complete, and never changes under a running process, however many build at once.
 */
export async function ensureBundle() {
  const hash = hashSources();
  const dist = path.join(ROOT, "dist");
  const bundle = path.join(dist, hash);
  if (fs.existsSync(bundle)) return bundle;
  const { build } = await import("esbuild");
  const draft = path.join(dist, `draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: ENTRIES,
      outbase: "server",
      outdir: draft,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      conditions: ["react-server"],
      logLevel: "warning",
    });
    fs.renameSync(draft, bundle);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(bundle)) throw error; // else another process was first
  }
  removeOldBundles(dist, hash);
  return bundle;
}

function nextIsFresh(hash) {
  return (
    fs.existsSync(path.join(ROOT, ".next/BUILD_ID")) &&
    fs.existsSync(NEXT_STAMP) &&
    fs.readFileSync(NEXT_STAMP, "utf8") === hash
  );
}

function runNextBuild(signal) {
  return new Promise((resolve) => {
    const args = [path.join(ROOT, "node_modules/next/dist/bin/next"), "build"];
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", 2, 2], signal });
    child.once("error", () => {}); // from an abort; `exit` follows
    child.once("exit", (code) => resolve(code === 0));
  });
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

// 0 if it has been released meanwhile, or if its holder has not written its pid yet.
function holderOf(lock) {
  try {
    return Number(fs.readFileSync(lock, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return 0;
    throw error;
  }
}

/** Waits for another process's build to end, then holds the lock; returns its release. */
async function lockNext(signal) {
  const lock = path.join(ROOT, "dist/next-build.lock");
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => fs.rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = holderOf(lock);
    if (holder > 0 && !isAlive(holder)) fs.rmSync(lock, { force: true });
    await sleep(200, undefined, { signal });
  }
}

/** Runs `next build`, with its output on stderr, if the sources have changed. Returns whether there is a build. */
export async function ensureNextBuild(signal) {
  const hash = hashSources();
  if (nextIsFresh(hash)) return true;
  const release = await lockNext(signal);
  try {
    if (nextIsFresh(hash)) return true;
    process.stderr.write("Building; this takes a moment, and only when the sources have changed.\n");
    fs.rmSync(NEXT_STAMP, { force: true });
    if (!(await runNextBuild(signal))) return false;
    fs.writeFileSync(NEXT_STAMP, hash);
    return true;
  } finally {
    release();
  }
}
