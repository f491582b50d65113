import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { plentifulRates } from "./rates";

/** The real product in its own process, started as `npm start` does. */
export type Launched = {
  child: ChildProcess;
  port: number;
  url: string;
  stdout(): string;
  stderr(): string;
  /** Resolves to the exit code, or to -1 if a signal ended it. */
  exited: Promise<number>;
  /** Resolves when /readyz answers 200. Throws with the process's output if it ends first. */
  ready(): Promise<void>;
};

/** Makes a data directory in the system's temporary folder, with a function that removes it. */
export function temporaryDataDirectory(): { directory: string; remove(): void } {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-test-"));
  return { directory, remove: () => fs.rmSync(directory, { recursive: true, force: true }) };
}

/** A free port of 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Polls until the condition holds. Throws after `seconds`, naming the condition. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; !(await condition()); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

/**
 * Starts `node server/run.mjs <command>` with only `env`, PATH and HOME, so that the caller's settings do not reach it. `typed`
 * is what it reads from stdin, `tree` the checkout whose command runs.
 */
export async function launch(
  command: string,
  env: Record<string, string>,
  args: string[] = [],
  typed = "",
  tree = ".",
): Promise<Launched> {
  const port = Number(env.PORT ?? (await freePort()));
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [path.join(tree, "server/run.mjs"), command, ...args], {
    env: { ...plentifulRates, PATH, HOME, NODE_ENV: "production", LOG_LEVEL: "warn", PORT: String(port), ...env },
    stdio: [typed ? "pipe" : "ignore", "pipe", "pipe"],
  });
  child.stdin?.end(typed);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  let ended = false;
  const exited = new Promise<number>((resolve) => {
    child.once("close", (code) => {
      ended = true;
      resolve(code ?? -1);
    });
  });
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => {
    if (ended) throw new Error(`the server ended before it was ready\n${stdout()}\n${stderr()}`);
    if (!stdout().includes("API reference:")) return false; // the banner; asking before it would slow the start
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    return response?.status === 200;
  };
  return { child, port, url, stdout, stderr, exited, ready: () => until("/readyz to answer 200", isReady, 400) };
}
