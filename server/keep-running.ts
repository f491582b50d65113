import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import {
  adoptOrLaunch,
  isAlive,
  type Launch,
  lastReason,
  type Postmaster,
  sendSignal,
  stopPostmaster,
} from "./postmaster";

const POLL_MILLISECONDS = 200;
const RETRY_MILLISECONDS = 3_000;

/**
 * Starts the data directory's server, or adopts a running one, and until `stop` starts it again on its port whenever it ends by
 * itself, after a full disk or a kill, however long the cause lasts. Throws ConfigError if the first start fails.
 */
export async function keepRunning(launch: Launch, signal?: AbortSignal) {
  let server: Postmaster | undefined = await adoptOrLaunch(launch, signal);
  const { port } = server;
  const stopping = new AbortController();

  async function revive(): Promise<void> {
    for (; ; await sleep(server ? POLL_MILLISECONDS : RETRY_MILLISECONDS, undefined, { signal: stopping.signal })) {
      if (server && isAlive(server.pid)) continue;
      const reason = lastReason(launch.dataDirectory);
      if (server) log().error({ reason }, "the embedded database has ended by itself; starting it again");
      server = undefined;
      try {
        server = await adoptOrLaunch(launch, stopping.signal, port);
        log().warn("the embedded database runs again");
      } catch (err) {
        stopping.signal.throwIfAborted();
        const facts = { err, reason: lastReason(launch.dataDirectory) };
        log().error(facts, "the embedded database does not start; trying again");
      }
    }
  }
  const revived = revive().catch(() => {}); // it ends when it is aborted

  const stopAtExit = () => server && sendSignal(server.pid, "SIGINT");
  process.once("exit", stopAtExit); // an exit that could not wait; a kill -9 leaves the server to the next start

  /** Stops it cleanly within `seconds`, or else at once. */
  async function stop(seconds: number): Promise<void> {
    stopping.abort();
    await revived;
    if (server) await stopPostmaster(server.pid, seconds);
    process.off("exit", stopAtExit);
  }
  return { port, stop };
}
