import type { Actor } from "@/domain/access/actor";

/** Everyone keeps tokens of their own; row-level security shows nobody another's. */
export const mayManageOwnTokens = (_actor: Actor) => true;
