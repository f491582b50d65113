import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { until } from "@/testing/launch";
import { afterTest, api, dataDirectory, postmasterPid, readDemo, SLOW, startReady } from "@/testing/process";

const MEGABYTE = 1 << 20;
const SIZE = 512;
const LEFT = 110; // room to write before the limit of 12 percent
const event = (n: number) => ({
  event_type: "seen",
  aliases: [{ alias_kind: "cookie", raw_value: `visitor ${n}` }],
  metadata: { text: randomBytes(20_000).toString("hex") },
});

/** Mounts a small file system at the folder until the test ends. Returns whether that is permitted. */
function mountSmall(directory: string): boolean {
  const isMounted =
    spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}m,mode=700`, "tmpfs", directory]).status === 0;
  if (isMounted) afterTest(() => spawnSync("umount", [directory]));
  return isMounted;
}

test("on a disk that fills, writes are refused with words before PostgreSQL fails, and accepted again when there is room", {
  timeout: SLOW,
}, async ({ skip }) => {
  const DATA_DIR = dataDirectory();
  skip(!mountSmall(DATA_DIR), "Only root may mount a small file system, and not in every container.");
  const server = await startReady({ DATA_DIR, DISK_FREE_PERCENT: "12", LOG_LEVEL: "info" });
  const { token, unit_id: unitId } = readDemo(DATA_DIR);
  const postmaster = postmasterPid(DATA_DIR);
  const free = () => {
    const { bavail, bsize } = fs.statfsSync(DATA_DIR);
    return (bavail * bsize) / MEGABYTE;
  };
  const ballast = path.join(DATA_DIR, "ballast");
  fs.writeFileSync(ballast, Buffer.alloc(Math.floor(free() - LEFT) * MEGABYTE));
  const write = async (n: number) => (await api(server, token, "/ingest", event(n), unitId)).status;

  const statuses = new Set<number>();
  let written = 0;
  for (; !statuses.has(507); written += 1) statuses.add(await write(written));
  expect([...statuses]).toEqual([202, 507]);
  expect(free()).toBeGreaterThan(0);
  expect((await api(server, token, "/members")).status).toBe(200);
  const refused = await api(server, token, "/org-units", { name: "No room" });
  expect([refused.status, await refused.json()]).toEqual([507, expect.objectContaining({ code: "storage_full" })]);
  console.info(`${written} events, then 507 with ${Math.round(free())} MB left of ${SIZE}`);

  fs.rmSync(ballast);
  await until("writes to be accepted", async () => (await write(written)) === 202);
  expect(postmasterPid(DATA_DIR)).toBe(postmaster);
  expect(server.stdout()).toContain("the disk is almost full");
  await until("the log to say so", () => server.stdout().includes("the disk has room again")); // it is written in batches
  expect(server.stdout()).not.toContain("has ended by itself");
});
