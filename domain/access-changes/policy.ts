import { type Actor, administeredUnits } from "@/domain/access/actor";
import { roleInUnit } from "@/domain/access/policy";

/** Org admins may change any access, also of several members at once. */
const isOrgAdmin = (actor: Actor) => actor.orgRole === "admin";

const administersAnOu = (actor: Actor) => isOrgAdmin(actor) || administeredUnits(actor).length > 0;

/** Org admins may change access; OU admins may grant and revoke it in their OUs, which is decided item by item. */
export const mayChangeAccess = administersAnOu;

/** Org admins see every change, OU admins the items that concern their OUs; row-level security decides which those are. */
export const mayReadAccessChanges = administersAnOu;

/** Whether the actor may grant and revoke access to an OU that they reach. */
export const mayGive = (actor: Actor, unitId: string) => roleInUnit(actor, unitId) === "admin";

/** Whether the actor may change org roles and deactivate members. */
export const mayChangeMembers = isOrgAdmin;
