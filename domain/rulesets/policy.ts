import type { Actor } from "@/domain/access/actor";
import { mayReadUnit, mayWriteUnit, roleInUnit } from "@/domain/access/policy";

/** Any role in an OU may read its rules (contract §2). */
export const mayReadRulesets = mayReadUnit;

/** Editors and admins of an OU, and its service accounts, may change and preview its rules (contract §2). */
export const mayWriteRulesets = mayWriteUnit;

/** The same for members, of the OU that copies are added to; without any access the operation answers "not found". */
export const mayCopyRulesets = (actor: Actor, unit: { id: string }) => roleInUnit(actor, unit.id) !== "viewer";

/** Whether there may be another OU whose rules the member may change; an org admin may in each. */
export const mayCopyFromElsewhere = (actor: Actor, unitId: string) =>
  actor.orgRole === "admin" ||
  Object.entries(actor.ouRoles).some(([id, role]) => id !== unitId && mayWriteRulesets(actor, {}, { role }));
