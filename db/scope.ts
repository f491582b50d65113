import { sql as statement } from "drizzle-orm";
import type { ReservedSql } from "postgres";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { type Actor, administeredUnits, onlyUnitOf, type UnitActor } from "@/domain/access/actor";
import { type Origin, originOf } from "./audit-journal";
import { type Tx, transact } from "./transaction";

export { journalOf, type Tx } from "./transaction";

// For work without a request's credential: jobs, links, sign-ins, operators' commands. Requests use db/enter.ts.

// A service account's scope names no organization, member or role: it reaches only what the policies give its own OU.
function settingsOf(actor: UnitActor): string[] {
  if (actor.kind === "service_account") return ["", "", "", actor.unitId];
  const { orgId, memberId, orgRole, ouRoles } = actor;
  return [
    orgId,
    memberId,
    orgRole,
    Object.keys(ouRoles).join(","),
    onlyUnitOf(actor) ?? "",
    administeredUnits(actor).join(","),
  ];
}

const scopeOf = (actor: UnitActor) => (sql: ReservedSql) => {
  const [orgId = "", memberId = "", orgRole = "", unitIds = "", onlyUnitId = "", adminUnitIds = ""] = settingsOf(actor);
  return [
    sql`
    select set_config('app.org_id', ${orgId}, true), set_config('app.member_id', ${memberId}, true),
           set_config('app.org_role', ${orgRole}, true), set_config('app.unit_ids', ${unitIds}, true),
           set_config('app.only_unit_id', ${onlyUnitId}, true), set_config('app.admin_unit_ids', ${adminUnitIds}, true)`,
  ];
};

const unitScopeOf = (actor: UnitActor, unit: ActiveUnit) => (sql: ReservedSql) => [
  ...scopeOf(actor)(sql),
  sql`
    select set_config('app.unit_org_id', ${actor.orgId}, true), set_config('app.unit_id', ${unit.unitId}, true),
           set_config('app.unit_role', ${unit.role}, true)`,
];

/**
 * Runs `work` in a transaction with the actor's row-level-security scope, and commits. Anything thrown rolls it all back.
 * `work` runs again after a deadlock, so it may use nothing but `tx`. The audit log names the actor, unless `origin` names
 * somebody else: the system, or an operator.
 */
export function withScope<T>(actor: Actor, work: (tx: Tx) => Promise<T>, origin: Origin = originOf(actor)): Promise<T> {
  return transact(scopeOf(actor), work, { share: actor.orgId, origin });
}

/** Like withScope, but in an OU: the scope also has the active OU and the actor's role in it. */
export function withUnit<T>(
  actor: UnitActor,
  unit: ActiveUnit,
  work: (tx: Tx) => Promise<T>,
  origin: Origin = originOf(actor),
): Promise<T> {
  return transact(unitScopeOf(actor, unit), work, { share: actor.orgId, origin });
}

const SETTINGS =
  "org_id member_id org_role unit_ids admin_unit_ids only_unit_id unit_org_id unit_id unit_role token_hash session_hash secret_hash secret_id maker_id seals_audit_log erased_subject_id ends_memberships queues_events has_webhooks".split(
    " ",
  );

/** Clears the transaction's scope: from here on it sees only the rows that the application sees without one. */
export async function clearScope(tx: Tx): Promise<void> {
  const cleared = SETTINGS.map((name) => statement`set_config(${`app.${name}`}, '', true)`);
  await tx.execute(statement`select ${statement.join(cleared, statement`, `)}`);
}
