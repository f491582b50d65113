import { spawnSync } from "node:child_process";

/** Runs a command in a folder, with its output on standard error. Throws if it fails. */
export function runIn(folder: string, command: string, args: string[], env: Record<string, string> = {}): void {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
}

/** Installs what the folder's own lock lists, which `npm ci` in the root does not. */
export const installIn = (folder: string): void =>
  runIn(folder, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
