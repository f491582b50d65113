import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type BeforeAdmin, changeOne } from "@/domain/access-changes/change-access";

/**
 * Ends a member's access, sessions, tokens and links at once and keeps their memberships. If they are already deactivated
 * it only applies `endsCreated`, which also ends what they made. Admins may deactivate themselves. Returns the id of the
 * access change, or null. Throws member_not_found, last_admin.
 */
export async function deactivateMember(
  tx: Tx,
  actor: Actor,
  memberId: string,
  endsCreated = false,
): Promise<string | null> {
  return (await changeOne(tx, actor, { op: "deactivate", org_member_id: memberId, end_created: endsCreated })).id;
}

/**
 * Gives a member their access back: they can sign in again, but old sessions and tokens stay ended. A member who had not
 * accepted their invitation becomes invited again and needs a new link. `beforeAdmin` is called before somebody becomes an
 * admin again. Returns the id of the access change, or null. Throws member_not_found.
 */
export async function reactivateMember(
  tx: Tx,
  actor: Actor,
  memberId: string,
  beforeAdmin?: BeforeAdmin,
): Promise<string | null> {
  return (await changeOne(tx, actor, { op: "reactivate", org_member_id: memberId }, beforeAdmin)).id;
}
