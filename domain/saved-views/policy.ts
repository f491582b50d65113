import type { Actor } from "@/domain/access/actor";

/** Everyone may save views for themselves; row-level security hides everyone else's. */
export const mayManageOwnViews = (_actor: Actor) => true;
