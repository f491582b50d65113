import { parseArgs } from "node:util";
import type { z } from "zod";
import { ConfigError } from "@/lib/env";

/** A mistake in how a command is called; its message ends with the usage. */
export class UsageError extends Error {}

/** The options that a command takes. */
export type CommandLine<Shape extends z.ZodRawShape> = {
  usage: string;
  /** An option's name is the schema's key in kebab-case; it takes a text, unless it is one of the flags. */
  options: z.ZodObject<Shape>;
  flags?: readonly (keyof Shape)[];
  /** The option that may also be given without its name, before or after the others. */
  positional?: keyof Shape & string;
};

const kebab = (name: PropertyKey) => String(name).replaceAll("_", "-");

/**
 * Reads a command's options; returns undefined when asked for help, which it prints. Throws UsageError for an unknown or
 * missing option and ConfigError for a bad value.
 */
export function readOptions<Shape extends z.ZodRawShape>(
  args: string[],
  { usage, options, flags = [], positional }: CommandLine<Shape>,
): z.output<z.ZodObject<Shape>> | undefined {
  if (args.includes("--help")) {
    process.stderr.write(`Usage: ${usage}\n`);
    return undefined;
  }
  const names = Object.keys(options.shape);
  const typeOf = (name: string) => (flags.includes(name) ? ("boolean" as const) : ("string" as const));
  const known = Object.fromEntries(names.map((name) => [kebab(name), { type: typeOf(name) }]));
  let values: Record<string, unknown>;
  try {
    const read = parseArgs({ args, options: known, strict: true, allowPositionals: positional !== undefined });
    const [given, ...more] = read.positionals;
    if (more.length > 0) throw new Error(`Unexpected argument '${more[0]}'`);
    values = { ...(positional && given !== undefined ? { [positional]: given } : {}), ...read.values };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\nUsage: ${usage}`);
  }
  const given = names.map((name) => [name, values[kebab(name)]]).filter(([, value]) => value !== undefined);
  const result = options.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: [name = ""], message }) => ({ name: kebab(name), message }));
  const missing = faults.filter(({ name }) => values[name] === undefined);
  if (missing.length > 0) {
    throw new UsageError(`--${missing.map(({ name }) => name).join(", --")} is missing.\nUsage: ${usage}`);
  }
  throw new ConfigError(`${faults.map(({ name, message }) => `--${name} ${message}`).join("; ")}.`);
}
