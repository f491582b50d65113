import type { Actor } from "@/domain/access/actor";

/** Org admins may export the audit log, and read what proves it. */
export const mayProveAuditLog = (actor: Actor) => actor.orgRole === "admin";
