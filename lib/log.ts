import pino, { type Logger } from "pino";
import { env } from "./env";
import { rootCause } from "./root-cause";

let logger: Logger | undefined;

/**
 * The process's log: one JSON object a line on stdout. Callers pass ids and codes, never bodies, headers or query strings,
 * and errors as `err`, which is cut down to its root cause: no secret can reach it. Lines are buffered a little: `flushLog` writes them out before the process ends.
 */
export function log(): Logger {
  logger ??= pino(
    { level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: rootCause } },
    pino.destination({ dest: 1, sync: false, minLength: 0 }),
  );
  return logger;
}

/** Writes out what the log still holds; call it last. */
export function flushLog(): Promise<void> {
  return new Promise((resolve) => (logger ? logger.flush(() => resolve()) : resolve()));
}
