import crypto from "node:crypto";

const ITERATIONS = 4096; // Postgres's own default

/**
 * A password as Postgres stores it (RFC 5803). Setting a role's password to this keeps the clear text out of the
 * server's statement log, where `alter role … password` would put it.
 */
export function scramVerifier(password: string, salt = crypto.randomBytes(16)): string {
  const salted = crypto.pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const hmac = (text: string) => crypto.createHmac("sha256", salted).update(text).digest();
  const storedKey = crypto.createHash("sha256").update(hmac("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${storedKey}:${hmac("Server Key").toString("base64")}`;
}
