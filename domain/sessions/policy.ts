import type { Actor } from "@/lib/auth/actor";

/** Everyone may see and end their own sessions; row-level security hides everyone else's. */
export const mayManageOwnSessions = (_actor: Actor) => true;
