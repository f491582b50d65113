import { LeadVibeError } from "@/sdk/src/problem";

/** The exit codes, as sdk/README.md promises them. */
export const DONE = 0;
export const REFUSED = 1;
export const WRONG_USAGE = 2;
export const NO_ANSWER = 3;
export const NO_TOKEN = 4;
/** A fault of the program itself. */
export const OUR_FAULT = 70;

/** A command was called in a way that it does not understand. */
export class UsageError extends Error {}

/** There is no token for this server. */
export class NoTokenError extends Error {}

/** A list of which some rows were refused, after the others were done. */
export class PartlyRefused extends Error {}

/** The exit code that says what kind of failure it was. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return WRONG_USAGE;
  if (error instanceof NoTokenError) return NO_TOKEN;
  if (error instanceof PartlyRefused) return REFUSED;
  if (!(error instanceof LeadVibeError)) return OUR_FAULT;
  if (error.status === 401) return NO_TOKEN;
  return error.status === 0 || error.status >= 500 || error.code === "unreadable" ? NO_ANSWER : REFUSED;
}

/** What went wrong, for people: the sentence, and each fault of the content. */
export function wordsFor(error: Error): string {
  if (exitCodeOf(error) === OUR_FAULT) return `${error.stack}\n`;
  if (!(error instanceof LeadVibeError)) return `${error.message}\n`;
  const request = error.requestId ? `, ${error.requestId}` : "";
  const faults = error.faults.map(({ pointer, detail }) => `  ${pointer || "/"}: ${detail}\n`);
  return `${error.message} (${error.code}${request})\n${faults.join("")}`;
}
