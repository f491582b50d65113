import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { isPersonalPassword, type PasswordOwner } from "./personal-password";

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; the package's default algorithm is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// 25 ms of a core each: two at a time leave the other threads to the database, the rest wait or are refused.
const pass = createGate({ slots: 2, queueLimit: 200, queueLimitPerKey: 100, waitMilliseconds: 8_000 });

// All 49,000 of the list: rankings differ, and whichever ten thousand are the most common, they are among these.
const commonPasswords = new Set(dictionary["passwords-common"].map(String));

/**
 * Throws DomainError `invalid_content` for one of the most common passwords, or one made of the person's own name,
 * e-mail address or organization (contract §4; NIST SP 800-63B §5.1.1.2). The length is the schema's business; `pointer`
 * is the password's place in the body.
 */
export function assertPasswordAllowed(password: string, owner: PasswordOwner, pointer = "/password"): void {
  const refuse = (detail: string): never => {
    throw new DomainError("invalid_content", undefined, [{ pointer, detail }]);
  };
  if (isPersonalPassword(password, owner)) refuse("must not be made of your own name, e-mail address or organization");
  if (commonPasswords.has(password.normalize("NFKC").toLowerCase())) refuse("is one of the most common passwords");
}

// Whose turn a password takes until a caller knows: those of all organizations wait as one.
const EVERYBODY = "everybody";

/** The argon2id hash to store. `share` is the organization whose turn it takes (contract §11). At most two are computed at once; throws DomainError `overloaded` when too many wait. */
export function hashPassword(password: string, share = EVERYBODY): Promise<string> {
  return pass(share, () => hash(password.normalize("NFKC"), ARGON2));
}

const base64 = (bytes: number) => randomBytes(bytes).toString("base64").replaceAll("=", "");

// Well-formed, as costly as a real one, and no password's: to verify against where there is no account.
const NOBODY = `$argon2id$v=19$m=${ARGON2.memoryCost},t=${ARGON2.timeCost},p=${ARGON2.parallelism}$${base64(16)}$${base64(32)}`;

/**
 * Whether the password has the stored hash. Without one, or with none that argon2id has made, it is false after the same
 * work. At most two are computed at once; throws DomainError `overloaded` when too many wait.
 */
export function verifyPassword(stored: string | undefined, password: string, share = EVERYBODY): Promise<boolean> {
  const known = stored?.startsWith("$argon2id$") ? stored : undefined;
  return pass(share, async () => (await verify(known ?? NOBODY, password.normalize("NFKC"))) && known !== undefined);
}
