import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = "lv_pat_";
const SHAPE = /^lv_pat_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/** Random base62 characters from a CSPRNG. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

function checksum(secret: string): string {
  let rest = crc32(secret);
  let digits = "";
  for (let place = 0; place < 6; place += 1) {
    digits = ALPHABET[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** A new personal access token: `lv_pat_`, 30 random base62 characters and a CRC-32 checksum of 6 (contract §4). */
export function mintToken(): string {
  const secret = randomBase62(30);
  return `${PREFIX}${secret}${checksum(secret)}`;
}

/** The SHA-256 (hex) under which a token is stored. Fast on purpose: a token is random, so there is nothing to guess. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether a text has the shape and the checksum of a token; what has not costs no look-up. */
export function isToken(text: string): boolean {
  const [, secret, check] = SHAPE.exec(text) ?? [];
  return secret !== undefined && checksum(secret) === check;
}
