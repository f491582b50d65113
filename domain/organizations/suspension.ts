import { sql } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { type Tx, withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";

/**
 * Throws organization_suspended, at the end of the transaction at the latest, if the actor's organization is. For sign-ins,
 * links and jobs; requests have asked when they entered.
 */
export async function refuseSuspended(tx: Tx, { orgId }: Pick<Actor, "orgId">): Promise<void> {
  await tx.execute(sql`select refuse_suspended(${orgId})`);
}

/** The name of the actor's organization if it is suspended, else null. */
export async function findSuspended(actor: Actor): Promise<string | null> {
  const isOwn = sql`${organizations.orgId} = ${actor.orgId} and ${organizations.suspendedAt} is not null`;
  const [found] = await withScope(actor, (tx) =>
    tx.select({ name: organizations.name }).from(organizations).where(isOwn),
  );
  return found?.name ?? null;
}
