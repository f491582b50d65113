import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { dataKeys } from "./keys";

const CIPHER = "aes-256-gcm";
const [NONCE_BYTES, TAG_BYTES] = [12, 16];

/** Encrypts a secret that has to be read again, for a column; `purpose` says whose it is, and has to be the same to open it. */
export function sealSecret(secret: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, dataKeys()[0] as Buffer, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${sealed.toString("base64url")}`;
}

/** The secret, or undefined if it was sealed with another key, for another purpose, or has been changed. */
export function openSecret(sealed: string, purpose: string): string | undefined {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ""), "base64url");
  for (const key of dataKeys()) {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(purpose));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    } catch {}
  }
  return undefined;
}
