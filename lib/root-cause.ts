/**
 * The part of an unexpected error that the log may keep: its innermost cause's name, code, message and stack frames. A
 * wrapper's own message is left out: Drizzle writes the query's parameters into it, and those can be personal or secret.
 */
export function rootCause(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  if (error.cause instanceof Error) return rootCause(error.cause);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: "code" in error ? error.code : undefined, message: error.message, frames };
}
