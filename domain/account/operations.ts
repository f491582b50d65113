import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { deleteOtherSessions } from "@/domain/sessions/operations";
import { hashNewPassword } from "@/lib/auth/password";
import { queuePasswordChanged } from "./password-changed";
import type { ChangePasswordInput } from "./schema";
import { assertOwnPassword, readSelf, selfOf, wrongPassword } from "./self";

/** The hash of the current password, which was verified, and the hash of the new one. */
type PasswordChange = { before: string; after: string };

/**
 * Returns the work before a change of the actor's own password, to be done outside a transaction. It throws invalid_content
 * for a wrong current password or a new one that is not allowed, and too_many_attempts.
 */
export async function preparePasswordChange(tx: Tx, actor: Actor, input: ChangePasswordInput) {
  const { hash, ...owner } = await readSelf(tx, actor);
  return async (): Promise<PasswordChange> => {
    await assertOwnPassword(actor, hash, input.current_password);
    const { new_password: password } = input;
    return {
      before: hash,
      after: await hashNewPassword({ password, owner, kind: "own", share: actor.orgId, pointer: "/new_password" }),
    };
  };
}

/**
 * Sets the actor's own password, ends their other sessions and queues the mail about it; tokens stay. Throws
 * invalid_content if another request has changed the password in the meantime.
 */
export async function changePassword(tx: Tx, actor: Actor, { before, after }: PasswordChange): Promise<void> {
  const changed = await tx
    .update(members)
    .set({ passwordHash: after })
    .where(and(selfOf(actor), eq(members.passwordHash, before)))
    .returning({ id: members.orgMemberId });
  if (changed.length === 0) throw wrongPassword();
  await deleteOtherSessions(tx, actor);
  await queuePasswordChanged(tx, actor);
  audit(tx, "member.password_changed", { id: actor.memberId });
}
