import type { Actor } from "@/domain/access/actor";

/** What protects the organization is its admins' to see. */
export const mayCheckIsolation = (actor: Actor) => actor.orgRole === "admin";
