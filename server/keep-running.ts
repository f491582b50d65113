import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import type { Cluster } from "./cluster";
import { adoptOrLaunch, isAlive, lastReason, type Settings, stopPostmaster } from "./postmaster";

const POLL_MILLISECONDS = 200;
const RETRY_MILLISECONDS = 3_000;

/**
 * Starts the cluster's server, or adopts a running one, and until `stop` starts it again on its port whenever it ends by
 * itself, after a full disk or a kill, however long the cause lasts. Throws ConfigError if the first start fails.
 */
export async function keepRunning(cluster: Cluster, settings: Settings, signal?: AbortSignal) {
  const { port, pid } = await adoptOrLaunch(cluster, settings, signal);
  let running: number | undefined = pid;
  const stopping = new AbortController();
  const reason = () => lastReason(cluster.dataDirectory);

  async function revive(): Promise<void> {
    for (; ; await sleep(running ? POLL_MILLISECONDS : RETRY_MILLISECONDS, undefined, { signal: stopping.signal })) {
      if (running && isAlive(running)) continue;
      if (running) log().error({ reason: reason() }, "the embedded database has ended by itself; starting it again");
      running = undefined;
      try {
        running = (await adoptOrLaunch(cluster, settings, stopping.signal, port)).pid;
        log().warn("the embedded database runs again");
      } catch (err) {
        stopping.signal.throwIfAborted();
        log().error({ err, reason: reason() }, "the embedded database does not start; trying again");
      }
    }
  }
  const revived = revive().catch(() => {}); // it ends when it is aborted

  const stopAtExit = () => void (running && stopPostmaster(running, 1));
  process.once("exit", stopAtExit); // an exit that could not wait; a kill -9 leaves the server to the next start

  /** Stops it cleanly within `seconds`, or else at once. */
  async function stop(seconds: number): Promise<void> {
    stopping.abort();
    await revived;
    if (running) await stopPostmaster(running, seconds);
    process.off("exit", stopAtExit);
  }
  return { port, stop };
}
