import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { NoTokenError, UsageError } from "./failure";
import type { World } from "./world";

/** A server, and the token that it gets. */
export type Login = { server: string; token: string };

const fileOf = ({ env }: World) =>
  path.join(env.XDG_CONFIG_HOME || path.join(env.HOME || os.homedir(), ".config"), "leadvibe", "credentials.json");

/** The server's address without a trailing slash. Throws UsageError unless the way to it is private. */
export function serverOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPrivate = url?.protocol === "https:" || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(text);
  if (!url || !isPrivate)
    throw new UsageError("The server has to be an https:// address, so that nobody reads the token.");
  return url.href.replace(/\/+$/, "");
}

/** The token, if it looks like one. Throws NoTokenError. */
export function tokenOf(text: string): string {
  if (!/^[!-~]+$/.test(text)) throw new NoTokenError("That is no token.");
  return text;
}

function readKept(world: World): Login | undefined {
  const file = fileOf(world);
  const kept = readJsonFile(file) as Login | undefined;
  if (kept && process.platform !== "win32" && fs.statSync(file).mode & 0o077) {
    throw new UsageError(`Others can read your token. Make the file yours: chmod 600 ${file}`);
  }
  return kept;
}

/** Keeps a token for its server, in a file that only its owner can read. Returns the file. */
export function keep(world: World, login: Login): string {
  const file = fileOf(world);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writePrivateFile(file, `${JSON.stringify(login)}\n`);
  return file;
}

/** Forgets what was kept. Returns whether there was anything. */
export function forget(world: World): boolean {
  const isKept = fs.existsSync(fileOf(world));
  fs.rmSync(fileOf(world), { force: true });
  return isKept;
}

/**
 * Whom to call, and with which token: the flag and the environment win over what was kept. A kept token is given to its own
 * server only. Throws NoTokenError.
 */
export function findLogin(world: World, serverFlag: string | undefined): Login {
  const { LEADVIBE_TOKEN: token, LEADVIBE_URL } = world.env;
  const wanted = serverFlag || LEADVIBE_URL;
  const kept = token && wanted ? undefined : readKept(world);
  const server = wanted ? serverOf(wanted) : kept?.server;
  if (!server) throw new NoTokenError("Sign in first: leadvibe login --server https://…");
  if (token) return { server, token: tokenOf(token) };
  if (kept?.server !== server)
    throw new NoTokenError(`There is no token for ${server}: leadvibe login --server ${server}`);
  return kept;
}
