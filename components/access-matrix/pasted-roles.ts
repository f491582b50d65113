import { roles } from "@/lib/roles";
import type { Wanted } from "./cell";

const NO_ACCESS = ["", "-", "–", "—", "none", "no access"];

/** What a pasted text means: a role by its name or first letter, with or without "until" a time, or no access; else undefined. */
export function readRole(text: string, now = Date.now()): Wanted | undefined {
  const plain = text.trim().toLowerCase();
  if (NO_ACCESS.includes(plain)) return null;
  const [name = "", end, ...rest] = plain.split(/\s+until\s+/);
  const role = roles.find((one) => one === name || one[0] === name);
  if (!role || rest.length > 0) return undefined;
  if (end === undefined) return { role };
  const at = Date.parse(end.toUpperCase());
  return at > now ? { role, expires_at: `${new Date(at).toISOString().slice(0, 19)}Z` } : undefined;
}

/** The cells of a text from a spreadsheet: lines of texts between tabs, without the empty line at its end. */
export function readCells(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t"));
}
