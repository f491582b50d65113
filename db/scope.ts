import type { ReservedSql } from "postgres";
import type { Actor } from "@/lib/auth/actor";
import { type Tx, transact } from "./transaction";

export type { Tx } from "./transaction";

const scopeOf = (actor: Actor) => (sql: ReservedSql) =>
  sql`
  select set_config('app.org_id', ${actor.orgId}, true), set_config('app.member_id', ${actor.memberId}, true),
      set_config('app.org_role', ${actor.orgRole}, true), set_config('app.unit_ids', ${Object.keys(actor.ouRoles).join(",")}, true)`;

/**
 * The one door to tenant data: runs `work` in a transaction whose row-level-security scope is the actor's, and commits.
 * Anything thrown rolls all of it back. `work` runs again after a deadlock, so it may touch nothing but `tx`.
 */
export function withScope<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(scopeOf(actor), work);
}

/**
 * The same door for a single statement: begin, scope, statement and commit leave in one write, so it costs one round
 * trip. Throws when `work` starts a second statement.
 */
export function inScope<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(scopeOf(actor), work, { single: true });
}
