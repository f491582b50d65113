import { unitExists } from "@/db/org-unit-existence";
import { DomainError } from "@/lib/errors";
import type { Role } from "@/lib/roles";
import { roleInUnit, type UnitActor } from "./actor";

declare const resolved: unique symbol;
/** The id of an OU that the actor has access to at this moment; only resolveUnit makes one. */
type UnitId = string & { readonly [resolved]: "UnitId" };

/** The OU that a request works in, with the actor's role there. */
export type ActiveUnit = { readonly unitId: UnitId; readonly role: Role };

/**
 * The OU to work in: a service account's own, else the selected one (contract §5). Throws active_ou_required when none is
 * selected, and org_unit_access_required for one beyond the actor's access, whether it exists or not.
 */
export async function resolveUnit(actor: UnitActor, selected: string | undefined): Promise<ActiveUnit> {
  const unitId = selected ?? (actor.kind === "service_account" ? actor.unitId : undefined);
  if (unitId === undefined) throw new DomainError("active_ou_required");
  const role = roleInUnit(actor, unitId);
  if (!role || !(await isThere(actor, unitId))) throw new DomainError("org_unit_access_required");
  return { unitId: unitId as UnitId, role };
}

// A membership and a service account stand in a row that refers to their OU. An org admin reaches any id, so it is asked.
async function isThere(actor: UnitActor, unitId: string): Promise<boolean> {
  return actor.kind === "service_account" || actor.orgRole !== "admin" || unitExists(actor, unitId);
}
