import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { hashPassword, isOutdated, verifyPassword } from "@/lib/auth/password";

type Account = { actor: Actor; passwordHash: string };

/**
 * Returns the hash of an account whose password was just verified, renewed if its parameters are outdated. If the password
 * changes in the meantime, the new one stays and the returned hash no longer matches.
 */
export async function renewHash({ actor, passwordHash }: Account, password: string): Promise<string> {
  if (!isOutdated(passwordHash)) return passwordHash;
  const renewed = await hashPassword(password, "sign-in");
  const self = and(eq(members.orgId, actor.orgId), eq(members.orgMemberId, actor.memberId));
  const stored = await withScope(actor, async (tx) => {
    const unchanged = and(self, eq(members.passwordHash, passwordHash));
    const done = await tx.update(members).set({ passwordHash: renewed }).where(unchanged).returning();
    return done[0] ?? (await tx.select({ passwordHash: members.passwordHash }).from(members).where(self))[0];
  });
  // Another sign-in may have just renewed it.
  const isSame = stored && (stored.passwordHash === renewed || (await verifyPassword(stored.passwordHash, password)));
  return isSame ? stored.passwordHash : passwordHash;
}
