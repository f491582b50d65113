import { hash } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; the package's default algorithm is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// 25 ms of a core each: two at a time leave the other threads to the database, the rest wait or are refused.
const pass = createGate({ slots: 2, queueLimit: 200, waitMilliseconds: 8_000 });

// All 49,000 of the list: rankings differ, and whichever ten thousand are the most common, they are among these.
const commonPasswords = new Set(dictionary["passwords-common"].map(String));

type Owner = { first: string; last: string; email: string; organization: string };

/** Letters and digits in lower case: "Ada Lovelace", "adalovelace" and "ADA-LOVELACE" are one password. */
const core = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * Throws DomainError `invalid_content` for one of the most common passwords, or one made of the person's own name,
 * e-mail address or organization (contract §4; NIST SP 800-63B §5.1.1.2). The length is the schema's business.
 */
export function assertPasswordAllowed(password: string, { first, last, email, organization }: Owner): void {
  const localPart = email.split("@")[0];
  const personal = [first, last, `${first}${last}`, `${last}${first}`, email, localPart, organization].map((text) =>
    core(text ?? ""),
  );
  const bare = core(password).replace(/\p{N}+$/u, "");
  const isPersonal = personal.some((text) => text !== "" && (text === core(password) || text === bare));
  if (isPersonal) refuse("must not be made of your own name, e-mail address or organization");
  if (commonPasswords.has(password.toLowerCase())) refuse("is one of the most common passwords");
}

function refuse(detail: string): never {
  throw new DomainError("invalid_content", undefined, [{ pointer: "/password", detail }]);
}

/** The argon2id hash to store. At most two are computed at once; throws DomainError `overloaded` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return pass(() => hash(password.normalize("NFKC"), ARGON2));
}
