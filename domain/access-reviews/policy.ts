import { type Actor, administeredUnits } from "@/domain/access/actor";

/** Org admins start and close reviews of access. */
export const mayRunReviews = (actor: Actor) => actor.orgRole === "admin";

/**
 * Org admins see every review, OU admins the part that concerns their OUs. Whether they are reviewers, and whose access is
 * their own, is decided item by item (`mayDecide` of present.ts).
 */
export const maySeeReviews = (actor: Actor) => mayRunReviews(actor) || administeredUnits(actor).length > 0;
