import type { Actor } from "@/domain/access/actor";

/** Org admins may see what protects their organization. */
export const mayCheckIsolation = (actor: Actor) => actor.orgRole === "admin";
