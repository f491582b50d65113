import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { withScope } from "@/db/scope";
import { findSignInAccounts, type SignInAccount } from "@/db/sign-in";
import { verifyPassword } from "@/lib/auth/password";
import { tokenHash } from "@/lib/auth/token";
import { addressKey } from "@/lib/mail-address";
import { sha256 } from "@/lib/sha256";
import { renewHash } from "./renew-hash";
import type { ProvenAccount } from "./schema";
import { guessAccounts } from "./sign-in-limits";

const VERIFIED_AT_LEAST = 3;

/** Where a sign-in comes from: the network address and the secret of the browser's device cookie. */
export type SignInSource = { ip: string | null; deviceSecret: string };

/** What ties a verified sign-in to the password of that moment; isProven in begin-session.ts is its like in SQL. */
export const proofOf = (passwordHash: string) => sha256(passwordHash);

/** The accounts that the password fits. However many there are, the hashes computed are a multiple of three, never none. */
async function fitting(accounts: readonly SignInAccount[], password: string): Promise<SignInAccount[]> {
  const rounds = Math.max(1, Math.ceil(accounts.length / VERIFIED_AT_LEAST)) * VERIFIED_AT_LEAST;
  const found: SignInAccount[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const account = accounts[round];
    if ((await verifyPassword(account?.passwordHash, password, "sign-in")) && account) found.push(account);
  }
  return found;
}

async function organizationOf({ actor }: SignInAccount): Promise<string> {
  const rows = await withScope(actor, (tx) =>
    tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.orgId, actor.orgId)),
  );
  return rows[0]?.name ?? "";
}

async function proven(account: SignInAccount, password: string): Promise<ProvenAccount> {
  const { actor, status } = account;
  const proof = proofOf(await renewHash(account, password));
  return { orgId: actor.orgId, memberId: actor.memberId, organization: await organizationOf(account), status, proof };
}

/**
 * The accounts of the e-mail address that the password fits, in one organization or in several, by the organization's
 * name; those invited are among them, for whom it opens no session (spend-initial-password.ts). Null when there are none,
 * after the same work whether the address is unknown or the password wrong. Throws too_many_attempts when too many guesses
 * went before (sign-in-limits.ts; contract §4, §13).
 */
export async function verifySignIn(
  email: string,
  password: string,
  { ip, deviceSecret }: SignInSource,
): Promise<ProvenAccount[] | null> {
  const guesser = { emailKey: addressKey(email.trim()), ip, deviceHash: tokenHash(deviceSecret) };
  const accounts = await findSignInAccounts(guesser.emailKey, guesser.deviceHash);
  const found = await guessAccounts(guesser, accounts, (tried) => fitting(tried, password));
  if (found.length === 0) return null;
  const all = await Promise.all(found.map((account) => proven(account, password)));
  return all.sort((a, b) => (a.organization < b.organization ? -1 : 1));
}
