import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { organizations } from "@/db/schema/organizations";
import { inScope, withScope } from "@/db/scope";
import { guess, guessKey } from "@/domain/sessions/guess";
import { deleteOtherSessions } from "@/domain/sessions/operations";
import type { Actor } from "@/lib/auth/actor";
import { assertPasswordAllowed, hashPassword, verifyPassword } from "@/lib/auth/password";
import { DomainError } from "@/lib/errors";
import type { ChangePasswordInput } from "./schema";

const GUESS_LIMIT = 10;

const selfOf = (actor: Actor) => and(eq(members.orgId, actor.orgId), eq(members.orgMemberId, actor.memberId));

/**
 * Sets the actor's own password and ends their other sessions in the same transaction; tokens stay. Throws
 * invalid_content for a wrong current password or a new one that is not allowed, and too_many_attempts after ten wrong
 * ones, so that whoever finds an open browser cannot try them all.
 */
export async function changePassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
  const self = await readSelf(actor);
  const owner = { first: self.first, last: self.last, email: self.email, organization: self.organization };
  const limits = new Map([[guessKey("own password", `${actor.orgId} ${actor.memberId}`), GUESS_LIMIT]]);
  const isRight = await guess(limits, async () => (await verifyPassword(self.hash, input.current_password)) || null);
  if (!isRight) throw wrongPassword();
  assertPasswordAllowed(input.new_password, owner, "/new_password");
  const passwordHash = await hashPassword(input.new_password);
  await withScope(actor, async (tx) => {
    const changed = await tx
      .update(members)
      .set({ passwordHash })
      .where(and(selfOf(actor), eq(members.passwordHash, self.hash)))
      .returning({ id: members.orgMemberId });
    if (changed.length === 0) throw wrongPassword(); // another request has changed it meanwhile
    await deleteOtherSessions(tx, actor);
  });
}

function wrongPassword(): DomainError {
  const fault = { pointer: "/current_password", detail: "is not your current password" };
  return new DomainError("invalid_content", undefined, [fault]);
}

async function readSelf(actor: Actor) {
  const rows = await inScope(actor, (tx) =>
    tx
      .select({
        first: members.firstName,
        last: members.lastName,
        email: members.email,
        organization: organizations.name,
        hash: members.passwordHash,
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.orgId, members.orgId))
      .where(selfOf(actor)),
  );
  if (!rows[0]) throw new DomainError("unauthorized"); // removed since the credential was read
  return rows[0];
}
