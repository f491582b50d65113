import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { AuditAction } from "@/domain/audit-log/actions";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { endMade } from "@/domain/credentials/made";
import type { ChangeOp } from "@/lib/access-change";
import { deactivateAll, reactivateAll, setRoles } from "./apply-members";
import { grantAll, revokeAll } from "./apply-memberships";
import type { PlannedItem } from "./item";

const steps: Record<ChangeOp, (tx: Tx, actor: Actor, planned: readonly PlannedItem[]) => Promise<void>> = {
  grant: grantAll,
  revoke: revokeAll,
  set_org_role: setRoles,
  deactivate: deactivateAll,
  reactivate: reactivateAll,
};

/** Makes the changes of a plan's items that change something, with the same few statements for any number of items, and records each in the audit log. */
export async function applyPlan(
  tx: Tx,
  actor: Actor,
  changed: readonly PlannedItem[],
  changeId: string,
): Promise<void> {
  for (const [op, step] of Object.entries(steps)) {
    const items = changed.filter(({ item }) => item.op === op);
    if (items.length > 0) await step(tx, actor, items);
  }
  for (const one of changed) auditItem(tx, one, changeId);
}

/** Ends what members had created whom an item lowers or deactivates and asks for it, even if the item changes nothing. */
export async function endCreated(tx: Tx, planned: readonly PlannedItem[], changeId?: string): Promise<void> {
  const ids = planned.filter(({ item }) => endsCreated(item)).map(({ item }) => item.org_member_id);
  if (ids.length > 0) await endMade(tx, ids, changeId);
}

/** Whether the item also ends what its member had created. */
export const endsCreated = (item: PlannedItem["item"]): boolean =>
  (item.op === "deactivate" || (item.op === "set_org_role" && item.role !== "admin")) && item.end_created === true;

const actions: Record<ChangeOp, AuditAction> = {
  grant: "membership.granted",
  revoke: "membership.revoked",
  set_org_role: "member.role_changed",
  deactivate: "member.deactivated",
  reactivate: "member.reactivated",
};

function auditItem(tx: Tx, { item, result }: PlannedItem, changeSetId: string): void {
  const { before, after, org_member_id: id, unit_id } = result;
  const action = item.op === "grant" && before !== null ? "membership.changed" : actions[item.op];
  const changes = changesBetween(before ?? {}, after ?? nothing(before));
  audit(tx, action, { id }, { unitId: unit_id ?? undefined, changes, changeSetId });
}

const nothing = (before: object | null) => Object.fromEntries(Object.keys(before ?? {}).map((field) => [field, null]));
