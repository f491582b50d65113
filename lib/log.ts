import pino, { type Logger } from "pino";
import { env } from "./env";
import { droppedLines } from "./metrics";
import { processWide } from "./process-wide";
import { rootCause } from "./root-cause";
import { traceIds } from "./tracing";

// The limit for lines that a slow or missing reader has not taken; lines beyond it are dropped and counted.
const BUFFERED_BYTES = 1_000_000;
// Lines leave together: a write of each costs more CPU than making it. An orderly stop, and a crash of ours, writes the rest.
const TOGETHER_BYTES = 12_288; // pino wants fewer than the 16 KiB that it writes at once
const TOGETHER_MILLISECONDS = 50;
const CLOSE_MILLISECONDS = 500;

type Log = { logger: Logger; destination: ReturnType<typeof pino.destination> };

const shared = processWide("log", (): { log?: Log } => ({}));

function open(): Log {
  // Accessing stdout makes a pipe non-blocking. A write to a full blocking pipe would hold a thread that the exit waits for.
  void process.stdout;
  const together = { minLength: TOGETHER_BYTES, periodicFlush: TOGETHER_MILLISECONDS };
  const destination = pino.destination({ dest: 1, sync: false, ...together, maxLength: BUFFERED_BYTES });
  const traced = env().OTEL_EXPORTER_OTLP_ENDPOINT ? { mixin: traceIds } : {};
  const options = { level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime, ...traced };
  const logger = pino({ ...options, serializers: { err: rootCause } }, destination);
  let dropped = 0;
  destination.on("drop", () => {
    dropped += 1;
    droppedLines.add(1);
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
 * and errors as `err`, which is reduced to its root cause, so no secret gets in. It never waits for a slow reader.
 */
export function log(): Logger {
  return opened().logger;
}

/** Writes text for people to stdout, in order with the log's lines. */
export function print(text: string): void {
  const { destination } = opened();
  destination.write(text);
  destination.flush();
}

/** Drops the lines not yet written; otherwise the exit would wait until somebody reads them. */
export function abandonLog(): void {
  if (!shared.log) return;
  shared.log.logger.level = "silent";
  shared.log.destination.destroy();
}

/** Writes the remaining lines, if somebody reads them soon, and closes the log; call it last. */
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
