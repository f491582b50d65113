import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryDataDirectory } from "@/testing/launch";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { own, type Purpose } from "./ownership";

let directory: string;
let remove: () => void;

beforeEach(() => {
  ({ directory, remove } = temporaryDataDirectory());
});
afterEach(() => remove());

const take = (purpose: Purpose, signal?: AbortSignal) => own(directory, purpose, signal);

async function taken(purpose: Purpose) {
  const owned = await take(purpose);
  expect(owned.joined).toBeUndefined();
  return owned;
}

test("the directory is taken over from a dead owner, from one whose pid was reused, and with a damaged file", async () => {
  const gone = spawnSync("true").pid;
  const stale = [
    JSON.stringify({ pid: gone, purpose: "server" }),
    JSON.stringify({ pid: process.ppid, purpose: "server" }),
    '{"pid": 1',
    "",
  ];
  for (const content of stale) {
    fs.writeFileSync(path.join(directory, "owner.json"), content);
    (await taken("server")).release();
    expect(fs.readdirSync(directory)).toEqual([]);
  }
});

test("a second server is refused with the PID of the running one, and a command joins it", async () => {
  const first = await startEmbeddedPostgres({ dataDirectory: directory, purpose: "server" });
  await expect(take("server")).rejects.toThrow(`in use by the server with pid ${process.pid}; stop that one`);
  const { joined, release } = await take("command");
  expect(new URL(first.ownerUrl).port).toBe(String(joined?.port));
  release();
  await expect(take("server")).rejects.toThrow("in use by the server");
  await first.stop();
});

test("commands wait for the one that owns the directory, and take it one after the other", async () => {
  const first = await taken("command");
  const order: string[] = [];
  const follow = async () => {
    const owned = await taken("command");
    order.push("taken");
    await sleep(20);
    order.push("left");
    owned.release();
  };
  const followers = [follow(), follow()];
  await sleep(100); // long enough to expose one that does not wait
  expect(order).toEqual([]);
  first.release();
  await Promise.all(followers);
  expect(order).toEqual(["taken", "left", "taken", "left"]);
});

test("waiting stops when the process ends", async () => {
  const first = await taken("command");
  const ending = new AbortController();
  const waiting = take("server", ending.signal);
  ending.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
  first.release();
});
