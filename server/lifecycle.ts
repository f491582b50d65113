import { abandonLog, closeLog, log } from "@/lib/log";

const STOP_SECONDS = 9.5;
// npm hands Ctrl-C on to a process that the terminal has sent it to already; that is one signal and not two.
const SECOND_SIGNAL_AFTER_MILLISECONDS = 1000;

/** What to do at the end; gets the seconds that are left for all of it. */
type Closer = (secondsLeft: number) => Promise<void>;

/** The process's end, whatever brings it. */
export type Lifecycle = {
  /** Fires when the end has begun: whoever waits for something should stop waiting. */
  signal: AbortSignal;
  /** Adds work for the end. The last added runs first. */
  atEnd(closer: Closer): void;
  /** Runs the closers and exits; a second call changes nothing. Takes at most 10 seconds. */
  end(exitCode: number): void;
  /** Runs a step of the start; the end waits for it, so that nothing it starts is left behind. */
  during<T>(step: Promise<T>): Promise<T>;
};

function leave(exitCode: number): never {
  abandonLog();
  process.exit(exitCode);
}

/**
 * Takes over SIGINT, SIGTERM, SIGHUP and uncaught exceptions: each ends the process in order. A second signal ends it at
 * once. An unhandled rejection is logged and ends nothing.
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
  // Nobody waits for it, so nobody's work is half done: the queue's last word to a database that has left, for instance.
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
