import type { Actor } from "@/domain/access/actor";
import { roleInUnit } from "@/domain/access/policy";

/** Everyone sees the OUs they have access to; row-level security decides which those are. */
export const mayListOrgUnits = (_actor: Actor) => true;

/** Org admins make OUs. */
export const mayCreateOrgUnit = (actor: Actor) => actor.orgRole === "admin";

/**
 * Admins of the OU change it. Without any access the answer is not "forbidden" but "not found", which the operation
 * gives: a refusal here would say that the OU exists (contract §2).
 */
export const mayChangeOrgUnit = (actor: Actor, unit: { id: string }) => {
  const role = roleInUnit(actor, unit.id);
  return role === undefined || role === "admin";
};
