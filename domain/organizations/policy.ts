import type { Actor } from "@/domain/access/actor";

/** Everyone may see which organization they are in. */
export const mayReadOrganization = (_actor: Actor) => true;

/** Org admins may rename it. */
export const mayRenameOrganization = (actor: Actor) => actor.orgRole === "admin";
