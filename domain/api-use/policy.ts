import type { Actor } from "@/domain/access/actor";

/** Org admins may see who uses the API, and how much. */
export const maySeeApiUse = (actor: Actor) => actor.orgRole === "admin";
