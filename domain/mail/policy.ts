import type { Actor } from "@/domain/access/actor";

/** The organization's mail concerns its members: org admins see what became of it. */
export const mayReadMail = (actor: Actor) => actor.orgRole === "admin";
