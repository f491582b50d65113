import pino, { type Logger } from "pino";
import { env } from "./env";
import { processWide } from "./process-wide";
import { rootCause } from "./root-cause";

// The most that is kept for a reader who is slow or gone; lines beyond it are dropped and counted.
const BUFFERED_BYTES = 1_000_000;
const CLOSE_MILLISECONDS = 500;

type Log = { logger: Logger; destination: ReturnType<typeof pino.destination> };

const shared = processWide("log", (): { log?: Log } => ({}));

function open(): Log {
  // Accessing it makes a pipe non-blocking. Otherwise a write to a full one would hold a thread, and exit waits for those.
  void process.stdout;
  const destination = pino.destination({ dest: 1, sync: false, minLength: 0, maxLength: BUFFERED_BYTES });
  const options = { level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = pino({ ...options, serializers: { err: rootCause } }, destination);
  let dropped = 0;
  destination.on("drop", () => {
    dropped += 1;
  });
  destination.on("drain", () => {
    if (dropped === 0) return;
    logger.error({ dropped }, "log lines were dropped: nobody read standard output");
    dropped = 0;
  });
  return { logger, destination };
}

function opened(): Log {
  shared.log ??= open();
  return shared.log;
}

/**
 * The process's log: one JSON object a line on stdout. Callers pass ids and codes, never bodies, headers or query strings,
 * and errors as `err`, which is cut down to its root cause: no secret can reach it. Nobody waits for the reader.
 */
export function log(): Logger {
  return opened().logger;
}

/** Writes text for people to stdout, in sequence with the log's lines. */
export function print(text: string): void {
  opened().destination.write(text);
}

/** Drops what the log still holds; otherwise the exit would try to write it for as long as nobody reads. */
export function abandonLog(): void {
  if (!shared.log) return;
  shared.log.logger.level = "silent";
  shared.log.destination.destroy();
}

/** Writes out what the log still holds, if somebody reads it soon, and ends it; call it last. */
export async function closeLog(): Promise<void> {
  if (!shared.log) return;
  const { logger, destination } = shared.log;
  logger.level = "silent";
  await new Promise<void>((resolve) => {
    destination.once("close", resolve);
    destination.end();
    setTimeout(resolve, CLOSE_MILLISECONDS);
  });
  abandonLog();
}
