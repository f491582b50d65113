import { sql } from "drizzle-orm";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";

/**
 * From here on nobody else changes who has access in the organization; with a pair, nobody changes that membership. Requests
 * have locked it when they entered (`locks` of their declaration); this orders those for the same pair.
 */
export async function lockAccess(tx: Tx, actor: Actor, pair: string | null = null): Promise<void> {
  await tx.execute(sql`select lock_access(${actor.orgId}, ${pair}::text)`);
}

/** Takes the lock for changes of several members, and sends the first read under it in the same write. */
export async function readUnderAccessLock<T>(tx: Tx, actor: Actor, read: () => Promise<T>): Promise<T> {
  const [, found] = await Promise.all([lockAccess(tx, actor), read()]);
  return found;
}
