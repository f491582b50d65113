import type { Actor } from "@/domain/access/actor";
import { mayChangeOrgUnit } from "@/domain/org-units/policy";

/** With access to the OU, one sees who else has it; without, row-level security answers "not found". */
export const mayListMemberships = (_actor: Actor) => true;

/** Who may change an OU decides who reaches it. */
export const mayGrantAccess = mayChangeOrgUnit;
export const mayRevokeAccess = mayChangeOrgUnit;
