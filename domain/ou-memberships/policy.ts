import type { Actor } from "@/domain/access/actor";
import { mayChangeOrgUnit } from "@/domain/org-units/policy";
import type { Role } from "@/lib/roles";

/** Everyone with access to an OU may see who else has it; for others, row-level security answers "not found". */
export const mayListMemberships = (_actor: Actor) => true;

/** Whoever may change an OU may grant access to it. */
export const mayGrantAccess = mayChangeOrgUnit;

/** The same for an OU of which only the role there is known. */
export const mayGrantInUnit = (_actor: Actor, _params: object, unit: { role: Role }) => unit.role === "admin";

/** Whoever may change an OU may revoke access to it. */
export const mayRevokeAccess = mayChangeOrgUnit;
