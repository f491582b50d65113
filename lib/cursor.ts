import { DomainError } from "./errors";

/** What one part of a list's sort key is: text, a time in ISO 8601 with milliseconds, true and false, or a whole number. */
export type KeyKind = "text" | "time" | "flag" | "number";

/** A place in a sorted list: the page after it, or the page before it. */
export type Cursor = { way: "after" | "before"; key: readonly string[] };

const isKey: Record<KeyKind, (part: string) => boolean> = {
  text: (part) => part.isWellFormed() && !part.includes("\0"),
  time: (part) => /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(part) && isRealTime(part),
  flag: (part) => part === "true" || part === "false",
  number: (part) => /^-?\d{1,18}$/.test(part),
};

function isRealTime(part: string): boolean {
  const time = new Date(part);
  return !Number.isNaN(time.getTime()) && time.toISOString() === part;
}

/** A cursor as clients pass it back: opaque to them, and good for one sort only. */
export function encodeCursor(sort: string, { way, key }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sort, way, ...key]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function parse(text: string): unknown {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * The place a cursor names. Throws DomainError `invalid_content` at `/cursor` for text that no list has given, and for a
 * cursor of another sort. It is not signed: it can name a place in the caller's own list and nothing else.
 */
export function decodeCursor(text: string, sort: string, kinds: readonly KeyKind[]): Cursor {
  const parts = parse(text);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string"))
    throw refused("is no cursor of this list");
  const [madeFor, way, ...key] = parts;
  if ((way !== "after" && way !== "before") || typeof madeFor !== "string") throw refused("is no cursor of this list");
  if (madeFor !== sort) throw refused("belongs to another sort");
  if (key.length !== kinds.length || !kinds.every((kind, index) => isKey[kind](key[index] ?? ""))) {
    throw refused("is no cursor of this list");
  }
  return { way, key };
}

/** The cursor out of a page's address if it is one, else undefined: a page then begins at the beginning. */
export function cursorOrNone(text: string | undefined, sort: string, kinds: readonly KeyKind[]): string | undefined {
  try {
    if (text !== undefined) decodeCursor(text, sort, kinds);
    return text;
  } catch {
    return undefined;
  }
}

const refused = (detail: string) => new DomainError("invalid_content", undefined, [{ pointer: "/cursor", detail }]);
