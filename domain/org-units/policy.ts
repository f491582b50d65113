import type { Actor } from "@/domain/access/actor";
import { roleInUnit } from "@/domain/access/policy";

/** Everyone may see the OUs they have access to; row-level security decides which those are. */
export const mayListOrgUnits = (_actor: Actor) => true;

/** Org admins may create OUs. */
export const mayCreateOrgUnit = (actor: Actor) => actor.orgRole === "admin";

type Caller = { actor: Actor };
const isHidden = (actor: Actor, unitId: string) => roleInUnit(actor, unitId) === undefined;

/** The refusal that hides the path's OU from an actor without access to it. */
export const hidesUnit = ({ actor }: Caller, { params }: { params: { id: string } }) =>
  isHidden(actor, params.id) ? ("org_unit_not_found" as const) : undefined;

/** The same for the OU that the body wants to make active. */
export const hidesWantedUnit = ({ actor }: Caller, { body }: { body: { ouId: string } }) =>
  isHidden(actor, body.ouId) ? ("org_unit_access_required" as const) : undefined;

/**
 * The OU's admins may change it. Without any access the operation answers "not found", because "forbidden" would reveal
 * that the OU exists (contract §2).
 */
export const mayChangeOrgUnit = (actor: Actor, unit: { id: string }) => {
  const role = roleInUnit(actor, unit.id);
  return role === undefined || role === "admin";
};
