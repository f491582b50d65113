import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryDataDirectory } from "@/testing/launch";
import { type Ownership, takeOwnership } from "./ownership";
import { startOf } from "./process-identity";

let directory: string;
let remove: () => void;

beforeEach(() => {
  ({ directory, remove } = temporaryDataDirectory());
});
afterEach(() => remove());

const ownerFile = () => path.join(directory, "owner.json");
const writeOwner = (owner: unknown) => fs.writeFileSync(ownerFile(), JSON.stringify(owner));

async function taken(purpose: "server" | "cli"): Promise<Ownership> {
  const result = await takeOwnership(directory, purpose);
  if (result === "attach") throw new Error("it attached");
  return result;
}

test("the directory is taken over from a dead owner, from one whose pid was reused, and with a damaged file", async () => {
  const gone = spawnSync("true").pid;
  const stale = [
    JSON.stringify({ pid: gone, started: "long ago", purpose: "server", nonce: "a" }),
    JSON.stringify({ pid: process.ppid, started: "long ago", purpose: "server", nonce: "b" }),
    '{"pid": 1',
    "",
  ];
  for (const content of stale) {
    fs.writeFileSync(ownerFile(), content);
    (await taken("server")).release();
    expect(fs.readdirSync(directory)).toEqual([]);
  }
});

test("a second server is told the pid of the running one, and a command attaches to it", async () => {
  const { ppid } = process;
  writeOwner({ pid: ppid, started: startOf(ppid), purpose: "server", nonce: "c" });
  await expect(takeOwnership(directory, "server")).rejects.toThrow(`in use by the server with pid ${ppid}`);
  expect(await takeOwnership(directory, "cli")).toBe("attach");
});

test("commands wait for the one that owns the directory, and take it one after the other", async () => {
  const first = await taken("cli");
  const order: string[] = [];
  const follow = async () => {
    const owned = await taken("cli");
    order.push("taken");
    await sleep(20);
    order.push("left");
    owned.release();
  };
  const followers = [follow(), follow()];
  await sleep(100); // long enough for one that does not wait to show
  expect(order).toEqual([]);
  first.release();
  await Promise.all(followers);
  expect(order).toEqual(["taken", "left", "taken", "left"]);
});

test("waiting stops when the process ends", async () => {
  const first = await taken("cli");
  const ending = new AbortController();
  const waiting = takeOwnership(directory, "server", ending.signal);
  ending.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
  first.release();
});
