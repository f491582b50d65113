import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { hash, verify } from "@node-rs/argon2";
import { areOthersServed } from "@/lib/fair-share";
import { createGate } from "@/lib/gate";
import { assertPasswordAllowed, type PasswordKind } from "./password-strength";
import type { PasswordOwner } from "./personal-password";

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; the package's default algorithm is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PREFIX = `$argon2id$v=19$m=${ARGON2.memoryCost},t=${ARGON2.timeCost},p=${ARGON2.parallelism}$`;

// A hash takes 25 ms of a core on one of libuv's four threads. Two are reserved for sign-ins, whatever the number of new
// members, invitations and changed passwords; those get a third, half of the time, and one is left for the rest of Node.
const gates = {
  "sign-in": createGate({ name: "sign_in", slots: 2, queueLimit: 200, queueLimitPerKey: 200, waitMilliseconds: 8_000 }),
  account: createGate({
    name: "password",
    slots: 1,
    queueLimit: 200,
    queueLimitPerKey: 100,
    waitMilliseconds: 20_000,
    rests: areOthersServed,
  }),
};

// If no organization is known, all passwords share one turn.
const EVERYBODY = "everybody";

/** The queue that a password waits in: sign-ins, or everything else. */
type PasswordQueue = keyof typeof gates;

const argon2id = (password: string) => hash(password.normalize("NFKC"), ARGON2);

/** The argon2id hash to store. Throws DomainError `overloaded` if too many wait. */
export function hashPassword(password: string, queue: PasswordQueue = "account"): Promise<string> {
  return gates[queue](EVERYBODY, () => argon2id(password));
}

/** A password to set; `pointer` locates it in the body, `share` is the organization whose turn it takes. */
type NewPassword = { password: string; owner: PasswordOwner; kind: PasswordKind; share?: string; pointer?: string };

/**
 * The hash to store for an allowed password. Throws DomainError `invalid_content` for one that is not allowed
 * (password-strength.ts), and `overloaded` if too many wait.
 */
export function hashNewPassword({ password, owner, kind, share = EVERYBODY, pointer }: NewPassword): Promise<string> {
  return gates.account(share, async () => {
    await setImmediate(); // judging takes up to 12 ms of the event loop; before it, others have their turn
    assertPasswordAllowed(password, owner, kind, pointer);
    return argon2id(password);
  });
}

const base64 = (bytes: number) => randomBytes(bytes).toString("base64").replaceAll("=", "");

// Well-formed, as costly as a real hash, and matched by no password: to verify against if there is no account.
const NOBODY = `${PREFIX}${base64(16)}$${base64(32)}`;

/**
 * Whether the password matches the stored hash. Without a hash, or with one that is not argon2id's, returns false after the
 * same work. Throws DomainError `overloaded` if too many wait.
 */
export function verifyPassword(
  stored: string | undefined,
  password: string,
  queue: PasswordQueue = "account",
  share = EVERYBODY,
): Promise<boolean> {
  const known = stored?.startsWith("$argon2id$") ? stored : undefined;
  const fits = async () => (await verify(known ?? NOBODY, password.normalize("NFKC"))) && known !== undefined;
  return gates[queue](share, fits);
}

/** Whether a hash was made with other parameters than new ones. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(PREFIX);
