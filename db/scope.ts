import type { ReservedSql } from "postgres";
import type { Actor, UnitActor } from "@/lib/auth/actor";
import type { ActiveUnit } from "@/lib/auth/resolve-unit";
import { type Tx, transact } from "./transaction";

export type { Tx } from "./transaction";

// A service account's scope names no organization, member or role: all it reaches is what policies give its own OU.
function settingsOf(actor: UnitActor): string[] {
  if (actor.kind === "service_account") return ["", "", "", actor.unitId];
  return [actor.orgId, actor.memberId, actor.orgRole, Object.keys(actor.ouRoles).join(",")];
}

const scopeOf = (actor: UnitActor) => (sql: ReservedSql) => {
  const [orgId = "", memberId = "", orgRole = "", unitIds = ""] = settingsOf(actor);
  return sql`
    select set_config('app.org_id', ${orgId}, true), set_config('app.member_id', ${memberId}, true),
           set_config('app.org_role', ${orgRole}, true), set_config('app.unit_ids', ${unitIds}, true)`;
};

const unitScopeOf = (actor: UnitActor, unit: ActiveUnit) => (sql: ReservedSql) => {
  const [orgId = "", memberId = "", orgRole = "", unitIds = ""] = settingsOf(actor);
  return sql`
    select set_config('app.org_id', ${orgId}, true), set_config('app.member_id', ${memberId}, true),
           set_config('app.org_role', ${orgRole}, true), set_config('app.unit_ids', ${unitIds}, true),
           set_config('app.unit_org_id', ${actor.orgId}, true), set_config('app.unit_id', ${unit.unitId}, true),
           set_config('app.unit_role', ${unit.role}, true)`;
};

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

/** The one door to the data of an OU: like withScope, and the scope is the active OU with the actor's role in it. */
export function withUnit<T>(actor: UnitActor, unit: ActiveUnit, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(unitScopeOf(actor, unit), work);
}

/** The same door for a single statement, in one round trip; see inScope. */
export function inUnit<T>(actor: UnitActor, unit: ActiveUnit, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(unitScopeOf(actor, unit), work, { single: true });
}
