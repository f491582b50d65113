import { DomainError } from "./errors";

/** The type of one part of a list's sort key: text, a time in ISO 8601 with milliseconds, a boolean, or a whole number. */
export type KeyKind = "text" | "time" | "flag" | "number";

/** A position in a sorted list, for the page after it or the page before it. */
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

/** A cursor as clients pass it back: opaque to them, and valid for one sort only. */
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
 * The position that a cursor names. Throws DomainError `invalid_content` at `/cursor` for an invalid cursor or one of
 * another sort. It is not signed, because it can only name a position in the caller's own list.
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

/** The cursor in a page's address if it is valid, else undefined: the page then starts at the beginning. */
export function cursorOrNone(text: string | undefined, sort: string, kinds: readonly KeyKind[]): string | undefined {
  try {
    if (text !== undefined) decodeCursor(text, sort, kinds);
    return text;
  } catch {
    return undefined;
  }
}

const refused = (detail: string) => new DomainError("invalid_content", undefined, [{ pointer: "/cursor", detail }]);
