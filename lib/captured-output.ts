import { stripVTControlCharacters } from "node:util";
import { log } from "./log";

const LONGEST = 2000;

// The pages' paths that hold a secret, as they are and percent-encoded, and such a secret by itself.
const LINKS = /(\/|%2f)(invitation|choose-password|reset-password|confirm-email)(\/|%2f)[^\s"'<>?#&]+/gi;
const TOKENS = /lnk_[0-9a-f]{32}(\.|%2e)[\w-]+/gi;
const PARAMETERS = /\nparams: .*?(?=\n\s+at |$)/gs; // Drizzle's messages have those of the query

const captured = globalThis as { leadvibeOutputIsCaptured?: boolean };

/** What the log may keep of a text that others wrote. */
export function presentable(text: string): string {
  const masked = stripVTControlCharacters(text.slice(0, 10 * LONGEST))
    .replace(LINKS, "$1$2$3…")
    .replace(TOKENS, "lnk_…")
    .replace(PARAMETERS, "\nparams: …")
    .trim();
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

/**
 * From now on whatever libraries write to stdout or stderr, Next above all, goes to the log, a line of JSON for each piece:
 * they write what clients send as it comes, line breaks and secrets too.
 */
export function captureOutput(): void {
  if (captured.leadvibeOutputIsCaptured) return;
  captured.leadvibeOutputIsCaptured = true;
  for (const [name, level] of [
    ["stdout", "info"],
    ["stderr", "error"],
  ] as const) {
    const write: typeof process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = presentable(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
      if (text !== "") log()[level]({ from: name }, text);
      const done = rest.find((one) => typeof one === "function");
      if (done) queueMicrotask(() => done());
      return true;
    };
    process[name].write = write;
  }
}
