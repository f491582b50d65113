import { randomFillSync } from "node:crypto";
import { V7Generator } from "uuidv7";

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

// Random bytes for hundreds of IDs at once; by default each ID asks the system for its own.
const random = new Uint32Array(1024);
let used = random.length;

function nextUint32(): number {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return random[used++] ?? 0;
}

const generator = new V7Generator({ nextUint32 });

/** A new id: prefix and UUIDv7 in hex, so ids sort by creation time and hold 74 unguessable bits (RFC 9562 §5.7). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${generator.generate().toHex()}`;
}
