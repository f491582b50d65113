import type { Actor } from "@/lib/auth/actor";

/** What protects the organization is its admins' to see. */
export const mayCheckIsolation = (actor: Actor) => actor.orgRole === "admin";
