import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterTest, run } from "./process";
import { lastRelease } from "./releases";

/**
 * Checks the last release of docs/releases.json out into a temporary folder, builds it, and returns the folder, which is
 * removed after the test. Its packages are links to ours if the lock files are equal; otherwise it installs its own.
 */
export async function buildLastRelease(): Promise<string> {
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-release-"));
  afterTest(() => fs.rmSync(tree, { recursive: true, force: true }));
  const archive = execFileSync("git", ["archive", lastRelease.commit], { maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x", "-C", tree], { input: archive });
  const lock = (folder: string) => fs.readFileSync(path.join(folder, "package-lock.json"), "utf8");
  const isLinked = lock(tree) === lock(".") && spawnSync("cp", ["-al", "node_modules", tree]).status === 0;
  if (!isLinked) execFileSync("npm", ["ci"], { cwd: tree, stdio: "ignore" });
  const built = await run("build", {}, [], "", tree);
  if ((await built.exited) !== 0) throw new Error(`the last release cannot be built\n${built.stderr()}`);
  return tree;
}
