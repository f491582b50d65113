import type { Actor } from "@/lib/auth/actor";

/** Everyone sees and ends their own sessions; row-level security shows nobody another's. */
export const mayManageOwnSessions = (_actor: Actor) => true;
