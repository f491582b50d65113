import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import { adoptOrLaunch, type Launch, type Postmaster } from "./postmaster";
import { isAlive } from "./process-identity";

const LOOK_MILLISECONDS = 200;
const FIRST_PAUSE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 5_000;
const TAIL_BYTES = 16 * 1024;

/** The last reason that Postgres gave, for instance a full disk. Its other log lines may contain user data. */
function reasonIn(logFile: string): string | undefined {
  if (!fs.existsSync(logFile)) return undefined;
  const file = fs.openSync(logFile, "r");
  try {
    const tail = Buffer.alloc(TAIL_BYTES);
    const size = fs.readSync(file, tail, 0, TAIL_BYTES, Math.max(0, fs.fstatSync(file).size - TAIL_BYTES));
    const reasons = tail.toString("utf8", 0, size).match(/(PANIC|FATAL): .*/g) ?? [];
    return (reasons.findLast((reason) => /space|memory|write|open|read/.test(reason)) ?? reasons.at(-1))?.slice(0, 200);
  } finally {
    fs.closeSync(file);
  }
}

async function startAgain(launch: Launch, signal: AbortSignal): Promise<Postmaster> {
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)) {
    try {
      return await adoptOrLaunch(launch);
    } catch (error) {
      signal.throwIfAborted();
      log().error(
        { err: error, reason: reasonIn(launch.logFile) },
        "the embedded database does not start; trying again",
      );
    }
    await sleep(pause, undefined, { signal });
  }
}

/**
 * Restarts the server on its port whenever it ends by itself, after a full disk or a kill, however long the cause lasts.
 * `onChange` gets the running server, or undefined while there is none. Resolves after the signal, and then starts nothing.
 */
export async function keepAlive(
  first: Postmaster,
  launch: Launch,
  { onChange, signal }: { onChange(server: Postmaster | undefined): void; signal: AbortSignal },
): Promise<void> {
  let { pid } = first;
  try {
    for (;;) {
      await sleep(LOOK_MILLISECONDS, undefined, { signal });
      if (isAlive(pid)) continue;
      onChange(undefined);
      log().error({ reason: reasonIn(launch.logFile) }, "the embedded database has ended by itself; starting it again");
      const server = await startAgain({ ...launch, port: first.port, signal }, signal);
      onChange(server);
      pid = server.pid;
      log().warn("the embedded database runs again");
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
