import { stripVTControlCharacters } from "node:util";
import { log } from "./log";
import { processWide } from "./process-wide";

const LONGEST = 2000;

// Page paths that hold a secret, plain or percent-encoded, and such a secret by itself.
const LINKS = /(\/|%2f)(invitation|choose-password|reset-password|confirm-email)(\/|%2f)[^\s"'<>?#&]+/gi;
const TOKENS = /lnk_[0-9a-f]{32}(\.|%2e)[\w-]+/gi;
const PARAMETERS = /\nparams: .*?(?=\n\s+at |$)/gs; // Drizzle's error messages hold the query's parameters

const capture = processWide("output capture", () => ({ isOn: false }));

/** Another program's text without the parts that must not go into the log. */
export function presentable(text: string): string {
  const masked = stripVTControlCharacters(text.slice(0, 10 * LONGEST))
    .replace(LINKS, "$1$2$3…")
    .replace(TOKENS, "lnk_…")
    .replace(PARAMETERS, "\nparams: …")
    .trim();
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

/**
 * Redirects everything that libraries, above all Next, write to stdout or stderr from now on to the log, one line of JSON
 * for each write: they print clients' input unchanged, with line breaks and secrets.
 */
export function captureOutput(): void {
  if (capture.isOn) return;
  capture.isOn = true;
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
