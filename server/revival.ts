import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import { adoptOrLaunch, type Launch, type Postmaster } from "./postmaster";
import { isAlive } from "./process-identity";

const POLL_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/** The last reason that Postgres gave, for instance a full disk. Its other log lines may contain user data. */
function reasonIn(logFile: string): string | undefined {
  const tail = spawnSync("tail", ["-c", "16384", logFile], { encoding: "utf8" }).stdout ?? "";
  const reasons = tail.match(/(PANIC|FATAL): .*/g) ?? [];
  return (reasons.findLast((reason) => /space|memory|write|open|read/.test(reason)) ?? reasons.at(-1))?.slice(0, 200);
}

/** The server that runs at the moment, if one does. */
export type Running = { server: Postmaster | undefined };

/**
 * Restarts the server on its port whenever it ends by itself, after a full disk or a kill, however long the cause lasts,
 * and keeps `running` up to date. Resolves after the signal, and then starts nothing.
 */
export async function keepAlive(running: Running, launch: Launch, signal: AbortSignal): Promise<void> {
  const port = running.server?.port ?? 0;
  for (let pause = POLL_MILLISECONDS; ; ) {
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    if (running.server && isAlive(running.server.pid)) continue;
    const reason = reasonIn(launch.logFile);
    if (running.server) log().error({ reason }, "the embedded database has ended by itself; starting it again");
    running.server = undefined;
    try {
      running.server = await adoptOrLaunch({ ...launch, port, signal });
      log().warn("the embedded database runs again");
      pause = POLL_MILLISECONDS;
    } catch (error) {
      if (signal.aborted) return;
      log().error(
        { err: error, reason: reasonIn(launch.logFile) },
        "the embedded database does not start; trying again",
      );
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
    }
  }
}
