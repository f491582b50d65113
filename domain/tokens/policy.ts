import type { Actor } from "@/domain/access/actor";

/** Everyone may manage their own tokens; row-level security hides everyone else's. */
export const mayManageOwnTokens = (_actor: Actor) => true;
