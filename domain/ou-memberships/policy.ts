import type { Actor } from "@/domain/access/actor";
import { mayChangeOrgUnit } from "@/domain/org-units/policy";

/** Everyone with access to an OU may see who else has it; for others, row-level security answers "not found". */
export const mayListMemberships = (_actor: Actor) => true;

/** Whoever may change an OU may decide who has access to it. */
export const mayGrantAccess = mayChangeOrgUnit;
export const mayRevokeAccess = mayChangeOrgUnit;
