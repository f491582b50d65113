import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { inScope } from "@/db/scope";
import { findSignInAccounts, type SignInAccount } from "@/db/sign-in";
import { networkOf } from "@/lib/auth/client";
import { verifyPassword } from "@/lib/auth/password";
import { addressKey } from "@/lib/mail-address";
import { guess, guessKey } from "./guess";
import type { ProvenAccount } from "./schema";

const EMAIL_LIMIT = 10;
const ADDRESS_LIMIT = 100; // many people may sit behind one address; a single account is guarded by the ten
const VERIFIED_AT_LEAST = 3;

/** What ties a verified sign-in to the password of that moment; isProven in begin-session.ts is its like in SQL. */
export const proofOf = (passwordHash: string) => createHash("sha256").update(passwordHash).digest("hex");

/** The accounts that the password fits. However many there are, the hashes computed are a multiple of three, never none. */
async function fitting(accounts: readonly SignInAccount[], password: string): Promise<SignInAccount[]> {
  const rounds = Math.max(1, Math.ceil(accounts.length / VERIFIED_AT_LEAST)) * VERIFIED_AT_LEAST;
  const found: SignInAccount[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const account = accounts[round];
    if ((await verifyPassword(account?.passwordHash, password)) && account) found.push(account);
  }
  return found;
}

async function organizationOf({ actor }: SignInAccount): Promise<string> {
  const rows = await inScope(actor, (tx) =>
    tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.orgId, actor.orgId)),
  );
  return rows[0]?.name ?? "";
}

/**
 * The accounts of the e-mail address that the password fits, in one organization or in several, by the organization's
 * name; those invited are among them, for whom it opens no session (spend-initial-password.ts). Null when there are none, after the same work whether the address is unknown or the password wrong. Throws
 * too_many_attempts after ten failures of the address (contract §4), or a hundred from one network address.
 */
export function verifySignIn(email: string, password: string, ip: string | null): Promise<ProvenAccount[] | null> {
  const emailKey = addressKey(email.trim());
  const limits = new Map([[guessKey("e-mail", emailKey), EMAIL_LIMIT]]);
  if (ip) limits.set(guessKey("address", networkOf(ip)), ADDRESS_LIMIT);
  return guess(limits, async () => {
    const found = await fitting(await findSignInAccounts(emailKey), password);
    if (found.length === 0) return null;
    const proven = found.map(async (account) => ({
      orgId: account.actor.orgId,
      memberId: account.actor.memberId,
      organization: await organizationOf(account),
      status: account.status,
      proof: proofOf(account.passwordHash),
    }));
    return (await Promise.all(proven)).sort((a, b) => (a.organization < b.organization ? -1 : 1));
  });
}
