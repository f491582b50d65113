import type { Role } from "@/lib/roles";
import type { Actor, UnitActor } from "./actor";

/** The role of every service account in its OU. */
export const SERVICE_ACCOUNT_ROLE = "editor";

/** A member's role in the OUs: one for all of them (an org admin), or by id. */
export type UnitRoles = Role | Readonly<Record<string, Role>>;

/** The member's role in each OU (contract §1: an org admin is admin in every OU). */
export const unitRolesOf = ({ orgRole, ouRoles }: Actor): UnitRoles => (orgRole === "admin" ? "admin" : ouRoles);

/** The role in one OU, or undefined without access to it. */
export function roleAmong(roles: UnitRoles, unitId: string): Role | undefined {
  if (typeof roles === "string") return roles;
  return Object.hasOwn(roles, unitId) ? roles[unitId] : undefined;
}

/** The actor's role in an OU, or undefined without access to it. */
export function roleInUnit(actor: UnitActor, unitId: string): Role | undefined {
  if (actor.kind === "member") return roleAmong(unitRolesOf(actor), unitId);
  return actor.unitId === unitId ? SERVICE_ACCOUNT_ROLE : undefined;
}

type InUnit = { role: Role };

/** Any role in an OU may read its data (contract §2). */
export const mayReadUnit = (_actor: UnitActor, _params: object, _unit: InUnit) => true;

/** Editors and admins of an OU may write its data; a service account is an editor. */
export const mayWriteUnit = (_actor: UnitActor, _params: object, unit: InUnit) => unit.role !== "viewer";
