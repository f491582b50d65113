import type { Actor } from "@/domain/access/actor";
import { roleInUnit } from "@/domain/access/policy";

/** Everyone may see the OUs they have access to; row-level security decides which those are. */
export const mayListOrgUnits = (_actor: Actor) => true;

/** Org admins may create OUs. */
export const mayCreateOrgUnit = (actor: Actor) => actor.orgRole === "admin";

/**
 * The OU's admins may change it. Without any access the operation answers "not found", because "forbidden" would reveal
 * that the OU exists (contract §2).
 */
export const mayChangeOrgUnit = (actor: Actor, unit: { id: string }) => {
  const role = roleInUnit(actor, unit.id);
  return role === undefined || role === "admin";
};
