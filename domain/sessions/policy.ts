import type { Actor } from "@/domain/access/actor";

/** Everyone sees and ends their own sessions; row-level security shows nobody another's. */
export const mayManageOwnSessions = (_actor: Actor) => true;
