import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";
import { sha256 } from "@/lib/sha256";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TOKEN_SHAPE = /^lv_pat_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;
const CLIENT_SECRET_SHAPE = /^lv_cs_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;
const CLIENT_ID_SHAPE = /^lv_ci_[0-9A-Za-z]{24}$/;

/** Random base62 characters from a CSPRNG. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

function checksum(secret: string): string {
  let rest = crc32(secret);
  let digits = "";
  for (let index = 0; index < 6; index += 1) {
    digits = ALPHABET[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** A new personal access token: `lv_pat_`, 30 random base62 characters and a CRC-32 checksum of 6 (contract §4). */
export const mintToken = () => mint("lv_pat_");

/** A new service account's client secret: `lv_cs_`, and the rest like a token. */
export const mintClientSecret = () => mint("lv_cs_");

/** A new service account's client id: `lv_ci_` and 24 random base62 characters. Not a secret. */
export const mintClientId = () => `lv_ci_${randomBase62(24)}`;

function mint(prefix: string): string {
  const secret = randomBase62(30);
  return `${prefix}${secret}${checksum(secret)}`;
}

/** The SHA-256 (hex) under which a token or client secret is stored. A fast hash suffices for random secrets. */
export function tokenHash(token: string): string {
  return sha256(token);
}

/** Whether a text has the shape and checksum of a token, which saves looking up anything else. */
export const isToken = (text: string) => isMinted(TOKEN_SHAPE, text);

/** The same for a client id and its secret. */
export const areClientCredentials = (clientId: string, secret: string) =>
  CLIENT_ID_SHAPE.test(clientId) && isMinted(CLIENT_SECRET_SHAPE, secret);

function isMinted(shape: RegExp, text: string): boolean {
  const [, secret, check] = shape.exec(text) ?? [];
  return secret !== undefined && checksum(secret) === check;
}
