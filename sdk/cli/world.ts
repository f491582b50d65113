import type { Readable } from "node:stream";

/** What a command sees of its process. */
export type World = {
  env: Record<string, string | undefined>;
  input: Readable & { isTTY?: boolean };
  /** Whether a person reads the output. */
  isTerminal: boolean;
  /** Writes to standard output, when there is room. */
  out(text: string): Promise<void>;
  /** For people; tokens in it are made unreadable. */
  say(text: string): void;
};

/** The text without tokens and secrets. */
export const withoutSecrets = (text: string): string => text.replace(/\b(lv_(?:pat|cs)_|whsec_)[\w+/=]+/g, "$1…");
