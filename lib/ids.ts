import { uuidv7 } from "uuidv7";

/** The things that ids name, by prefix (contract §1). */
export type IdPrefix =
  | "org"
  | "unit"
  | "mem"
  | "tok"
  | "ses"
  | "lnk"
  | "msg"
  | "sec"
  | "lead"
  | "evt"
  | "rset"
  | "rule"
  | "aud"
  | "chg"
  | "rev"
  | "rvi"
  | "view"
  | "whe"
  | "req";

/** A new id: prefix and UUIDv7 in hex, so ids sort by creation time and hold 74 unguessable bits (RFC 9562 §5.7). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${uuidv7().replaceAll("-", "")}`;
}
