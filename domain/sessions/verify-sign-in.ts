import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { withScope } from "@/db/scope";
import { findSignInAccounts, type SignInAccount } from "@/db/sign-in";
import type { Provenance } from "@/lib/auth/client";
import { verifyPassword } from "@/lib/auth/password";
import { tokenHash } from "@/lib/auth/token";
import { addressKey } from "@/lib/mail-address";
import { sha256 } from "@/lib/sha256";
import { reportFailedSignIn } from "./note-failed-sign-in";
import { renewHash } from "./renew-hash";
import type { ProvenAccount } from "./schema";
import { tryAccounts } from "./sign-in-limits";

const VERIFIED_AT_LEAST = 3;

/** The origin of a sign-in: its request, and the secret of the browser's device cookie. */
export type SignInSource = Provenance & { deviceSecret: string };

/** Ties a verified sign-in to the password at that moment; isProven in begin-session.ts checks the same in SQL. */
export const proofOf = (passwordHash: string) => sha256(passwordHash);

/** The accounts that the password matches. Always computes a multiple of three hashes, never none, whatever the number of accounts. */
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
 * The accounts with the e-mail address that the password matches, in one organization or several, by the organization's
 * name. Includes invited members, for whom it starts no session (redeem-initial-password.ts). Null if there are none, after
 * the same work for an unknown address and a wrong password. Throws too_many_attempts (sign-in-limits.ts; contract §4, §13).
 */
export async function verifySignIn(
  email: string,
  password: string,
  { deviceSecret, ...provenance }: SignInSource,
): Promise<ProvenAccount[] | null> {
  const attempter = {
    emailKey: addressKey(email.trim()),
    ip: provenance.client.ip,
    deviceHash: tokenHash(deviceSecret),
  };
  const accounts = await findSignInAccounts(attempter.emailKey, attempter.deviceHash);
  const { found, locked } = await tryAccounts(attempter, accounts, (tried) => fitting(tried, password));
  const failed = found.length === 0 ? accounts : [];
  if (found.length === 0 || locked.length > 0) await reportFailedSignIn({ failed, locked }, provenance);
  if (found.length === 0) return null;
  const all = await Promise.all(found.map((account) => proven(account, password)));
  return all.sort((a, b) => (a.organization < b.organization ? -1 : 1));
}
