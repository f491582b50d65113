import type { z } from "zod";
import { closeDatabase } from "@/db/system";
import { ConfigError, env, provideEnv } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { prepareDatabase } from "@/server/prepare-database";
import { type CommandLine, readOptions, UsageError } from "./options";

type Result = Promise<Record<string, unknown>>;
type Command<Shape extends z.ZodRawShape> = CommandLine<Shape> & {
  /** `ownerUrl` is for what the application's role may not do; undefined if nobody has set it. */
  run(options: z.output<z.ZodObject<Shape>>, ownerUrl: string | undefined): Result;
};
type Alone<Shape extends z.ZodRawShape> = CommandLine<Shape> & {
  run(options: z.output<z.ZodObject<Shape>>, signal: AbortSignal): Result;
};

/** Why a file or folder cannot be used, which the operator has to change. */
const isOfDisk = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "path" in error;

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  if (isOfDisk(error)) return `${"dest" in error ? error.dest : error.path} cannot be used (${error.code}).`;
  if (!(error instanceof DomainError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const faults = (error.faults ?? []).map(
    ({ pointer, detail }) => `${pointer.slice(1).replaceAll("/", " ")} ${detail}`,
  );
  return faults.length > 0 ? `The ${faults.join("; the ")}.` : error.message;
}

/**
 * Runs an operator's command that prepares no database, and prints its result as one line of JSON. A failure is printed to stderr
 * as one sentence; the exit code is then 1, or 2 for wrong usage.
 */
export async function runAlone<Shape extends z.ZodRawShape>(args: string[], command: Alone<Shape>): Promise<void> {
  provideEnv({ LOG_LEVEL: "silent" }); // only the result goes to stdout
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupted.abort());
  try {
    const options = readOptions(args, command);
    if (!options) return;
    const result = await command.run(options, interrupted.signal);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : interrupted.signal.aborted ? 130 : 1;
    process.stderr.write(interrupted.signal.aborted ? "Interrupted.\n" : `${explain(error)}\n`);
  }
}

/** Runs an operator's command on the database, with or without a running server, as `runAlone` does. */
export function runCommand<Shape extends z.ZodRawShape>(args: string[], command: Command<Shape>): Promise<void> {
  return runAlone(args, {
    ...command,
    async run(options, signal) {
      const embedded = await prepareDatabase("command", signal);
      try {
        return await command.run(options, embedded?.ownerUrl ?? env().MIGRATION_DATABASE_URL);
      } finally {
        await closeDatabase();
        await embedded?.stop();
      }
    },
  });
}
