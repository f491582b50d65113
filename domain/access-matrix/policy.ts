import { type Actor, administeredUnits } from "@/domain/access/actor";

/** Org admins see every OU as a column, OU admins those that they administer. */
export const mayReadMatrix = (actor: Actor) => actor.orgRole === "admin" || administeredUnits(actor).length > 0;
