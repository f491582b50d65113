import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { withScope } from "@/db/scope";
import { deleteOtherSessions } from "@/domain/sessions/operations";
import type { Actor } from "@/lib/auth/actor";
import { assertPasswordAllowed, hashPassword } from "@/lib/auth/password";
import { queuePasswordChanged } from "./password-changed";
import type { ChangePasswordInput } from "./schema";
import { assertOwnPassword, readSelf, selfOf, wrongPassword } from "./self";

/**
 * Sets the actor's own password, ends their other sessions and queues the mail that tells of it, in one transaction; tokens
 * stay. Throws invalid_content for a wrong current password or a new one that is not allowed, and too_many_attempts.
 */
export async function changePassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
  const { hash, ...owner } = await readSelf(actor);
  await assertOwnPassword(actor, hash, input.current_password);
  assertPasswordAllowed(input.new_password, owner, "/new_password");
  const passwordHash = await hashPassword(input.new_password, actor.orgId);
  await withScope(actor, async (tx) => {
    const changed = await tx
      .update(members)
      .set({ passwordHash })
      .where(and(selfOf(actor), eq(members.passwordHash, hash)))
      .returning({ id: members.orgMemberId });
    if (changed.length === 0) throw wrongPassword(); // another request has changed it meanwhile
    await deleteOtherSessions(tx, actor);
    await queuePasswordChanged(tx, actor);
  });
}
