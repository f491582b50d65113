import { type Actor, administeredUnits } from "@/domain/access/actor";

/** Everyone may read the audit log; which entries they see is decided by reach (contract §8). */
export const mayReadAuditLog = (_actor: Actor) => true;

/** Org admins see every entry. */
export const readsWholeAuditLog = (actor: Actor) => actor.orgRole === "admin";

/** The OUs whose entries the actor sees. */
export const auditedUnits = administeredUnits;

/** Whether the actor sees entries beyond their own. */
export const readsAuditLogOfOthers = (actor: Actor) => readsWholeAuditLog(actor) || auditedUnits(actor).length > 0;

/** Whether the actor sees every entry about the OU. */
export const readsAuditLogOfUnit = (actor: Actor, unit: { id: string }) =>
  readsWholeAuditLog(actor) || auditedUnits(actor).includes(unit.id);

/** Org admins may erase the people who have left from the audit log. */
export const mayEraseMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may export the audit log, and read what proves it. */
export const mayProveAuditLog = (actor: Actor) => actor.orgRole === "admin";
