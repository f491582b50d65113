import { and, eq, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { sessions } from "@/db/schema/sessions";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import type { ReauthenticateInput } from "./schema";
import { assertOwnPassword, readSelf, selfOf, wrongPassword } from "./self";

const POINTER = "/password";

/**
 * Returns the check of the actor's own password, to be run outside a transaction. The check returns the hash that the
 * password matches; it throws invalid_content for a wrong password, and too_many_attempts after ten.
 */
export async function prepareReauthentication(tx: Tx, actor: Actor, input: ReauthenticateInput) {
  const { hash } = await readSelf(tx, actor);
  return async (): Promise<string> => {
    await assertOwnPassword(actor, hash, input.password, POINTER);
    return hash;
  };
}

/**
 * Records that the actor's session has just confirmed its password; does nothing for a token. Throws invalid_content if
 * the password has changed in the meantime.
 */
export async function reauthenticate(tx: Tx, actor: Actor, provenHash: string): Promise<void> {
  const unchanged = and(selfOf(actor), eq(members.passwordHash, provenHash));
  const [self] = await tx.select({ id: members.orgMemberId }).from(members).where(unchanged);
  if (!self) throw wrongPassword(POINTER);
  if (actor.credential.kind !== "session") return;
  const isCurrent = and(eq(sessions.orgId, actor.orgId), eq(sessions.sessionId, actor.credential.id));
  await tx.update(sessions).set({ authenticatedAt: sql`now()` }).where(isCurrent);
  audit(tx, "session.confirmed", { id: actor.credential.id, ofMember: actor.memberId });
}
