import type { Actor } from "@/domain/access/actor";

/** Webhooks tell of everything in the organization, so only org admins see and change them (contract §12). */
export const mayManageWebhooks = (actor: Actor) => actor.orgRole === "admin";
