import { parseArgs } from "node:util";
import type { z } from "zod";
import { closeDatabase } from "@/db/system";
import { ConfigError, provideEnv } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { prepareDatabase } from "@/server/prepare-database";

/** A mistake in how a command is called; its message is one sentence. */
export class UsageError extends Error {}

type Command<Shape extends z.ZodRawShape> = {
  usage: string;
  /** Every option takes a text; its name is the schema's key in kebab-case. */
  options: z.ZodObject<Shape>;
  run(options: z.output<z.ZodObject<Shape>>): Promise<Record<string, unknown>>;
};

const kebab = (name: string) => name.replaceAll("_", "-");

function readOptions<Shape extends z.ZodRawShape>(args: string[], { options, usage }: Command<Shape>) {
  const names = Object.keys(options.shape);
  const known = Object.fromEntries(names.map((name) => [kebab(name), { type: "string" as const }]));
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args, options: known, strict: true, allowPositionals: false }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\nUsage: ${usage}`);
  }
  const given = names.map((name) => [name, values[kebab(name)]]).filter(([, value]) => value !== undefined);
  const result = options.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const missing = result.error.issues
    .map((issue) => kebab(String(issue.path[0])))
    .filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new UsageError(`--${missing.join(", --")} is missing.\nUsage: ${usage}`);
  const faults = result.error.issues.map((issue) => `--${kebab(String(issue.path[0]))} ${issue.message}`);
  throw new ConfigError(`${faults.join("; ")}.`);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  if (!(error instanceof DomainError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const faults = (error.faults ?? []).map(
    ({ pointer, detail }) => `${pointer.slice(1).replaceAll("/", " ")} ${detail}`,
  );
  return faults.length > 0 ? `The ${faults.join("; the ")}.` : error.message;
}

/**
 * Runs an operator's command beside a running server or without one, and prints its result as one line of JSON. What goes
 * wrong is a sentence on stderr and the exit code 1, a wrong call 2.
 */
export async function runCommand<Shape extends z.ZodRawShape>(args: string[], command: Command<Shape>): Promise<void> {
  if (args.includes("--help")) {
    process.stderr.write(`Usage: ${command.usage}\n`);
    return;
  }
  provideEnv({ LOG_LEVEL: "silent" }); // stdout carries the result and nothing else
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupted.abort());
  try {
    const options = readOptions(args, command);
    const embedded = await prepareDatabase("cli", interrupted.signal);
    try {
      const result = await command.run(options);
      process.stdout.write(`${JSON.stringify(result)}\n`);
    } finally {
      await closeDatabase();
      await embedded?.stop();
    }
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : interrupted.signal.aborted ? 130 : 1;
    process.stderr.write(interrupted.signal.aborted ? "Interrupted.\n" : `${explain(error)}\n`);
  }
}
