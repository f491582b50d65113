import { and, eq, type SQL } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { attempt, attemptKey } from "@/domain/sessions/attempt-limits";
import { verifyPassword } from "@/lib/auth/password";
import { DomainError } from "@/lib/errors";

const ATTEMPT_LIMIT = 10;

/** The condition that a row is the reader's own member. */
export const selfOf = (reader: Reader): SQL | undefined =>
  and(eq(members.orgId, reader.orgId), eq(members.orgMemberId, reader.memberId));

/** The actor's own name, address, organization and password hash. Throws unauthorized if they have been removed. */
export async function readSelf(tx: Tx, actor: Actor) {
  const rows = await tx
    .select({
      first: members.firstName,
      last: members.lastName,
      email: members.email,
      organization: organizations.name,
      hash: members.passwordHash,
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.orgId, members.orgId))
    .where(selfOf(actor));
  if (!rows[0]) throw new DomainError("unauthorized"); // removed after the credential was read
  return rows[0];
}

/**
 * Throws invalid_content for a wrong current password, and too_many_attempts after ten, so that somebody at an unattended
 * browser cannot guess it.
 */
export async function assertOwnPassword(
  actor: Actor,
  hash: string,
  password: string,
  pointer = "/current_password",
): Promise<void> {
  const limits = new Map([[attemptKey("own password", `${actor.orgId} ${actor.memberId}`), ATTEMPT_LIMIT]]);
  const isRight = await attempt(
    limits,
    async () => (await verifyPassword(hash, password, "account", actor.orgId)) || null,
  );
  if (!isRight) throw wrongPassword(pointer);
}

/** The refusal of a current password that is wrong or no longer valid. */
export function wrongPassword(pointer = "/current_password"): DomainError {
  const fault = { pointer, detail: "is not your current password" };
  return new DomainError("invalid_content", undefined, [fault]);
}
