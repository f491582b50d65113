import type { Actor } from "@/domain/access/actor";

/** Everyone may see and end their own sessions; row-level security hides everyone else's. */
export const mayManageOwnSessions = (_actor: Actor) => true;
