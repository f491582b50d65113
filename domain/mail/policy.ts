import type { Actor } from "@/domain/access/actor";

/** Org admins may see the organization's mail, because it concerns its members. */
export const mayReadMail = (actor: Actor) => actor.orgRole === "admin";
