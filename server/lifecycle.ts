import { abandonLog, closeLog, log } from "@/lib/log";

const STOP_SECONDS = 9.5;
// npm forwards Ctrl-C to a process that has already got it from the terminal; that counts as one signal, not two.
const SECOND_SIGNAL_AFTER_MILLISECONDS = 1000;

/** Work to do when the process ends; gets the seconds that are left for all of it. */
type Closer = (secondsLeft: number) => Promise<void>;

/** The orderly end of the process, whatever causes it. */
export type Lifecycle = {
  /** Fires when the end begins: all waiting should stop then. */
  signal: AbortSignal;
  /** Adds work to do at the end; the last added runs first. */
  atEnd(closer: Closer): void;
  /** Runs the closers and exits; a second call changes nothing. Takes at most 10 seconds. */
  end(exitCode: number): void;
  /** Registers a step of the start; the end waits for it, so that nothing it starts is left behind. */
  during<T>(step: Promise<T>): Promise<T>;
};

function leave(exitCode: number): never {
  abandonLog();
  process.exit(exitCode);
}

/**
 * Handles SIGINT, SIGTERM, SIGHUP and uncaught exceptions: each ends the process in order. A second signal ends it at once.
 * An unhandled rejection is only logged.
 */
export function createLifecycle(): Lifecycle {
  const closers: Closer[] = [];
  const ending = new AbortController();
  let step: Promise<unknown> = Promise.resolve();
  let endedAt = 0;

  async function close(exitCode: number): Promise<void> {
    const secondsLeft = () => Math.max(0.2, STOP_SECONDS - (Date.now() - endedAt) / 1000);
    await step.catch(() => {});
    for (const closer of closers.reverse()) {
      await closer(secondsLeft()).catch((error: unknown) =>
        log().error({ err: error }, "a part did not stop in order"),
      );
    }
    await closeLog();
    process.exit(exitCode);
  }

  function end(exitCode: number): void {
    if (endedAt > 0) return;
    endedAt = Date.now();
    ending.abort();
    setTimeout(() => leave(exitCode || 1), STOP_SECONDS * 1000).unref();
    void close(exitCode);
  }

  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (endedAt > 0 && Date.now() - endedAt > SECOND_SIGNAL_AFTER_MILLISECONDS) leave(1);
      end(0);
    });
  }
  process.on("uncaughtException", (cause: unknown) => {
    log().fatal({ err: cause }, "uncaughtException");
    end(1);
  });
  // Nothing waits for it, so no work is left half done: an example is the queue's last query to a database that has left.
  process.on("unhandledRejection", (cause: unknown) => log().error({ err: cause }, "unhandledRejection"));
  return {
    signal: ending.signal,
    atEnd: (closer) => void closers.push(closer),
    end,
    during: (promise) => {
      step = promise;
      return promise;
    },
  };
}
