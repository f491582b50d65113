import type { Actor } from "@/domain/access/actor";
import { mayGrantAccess } from "@/domain/ou-memberships/policy";

/** Org admins see and end what acts as a member. */
export const mayManageCredentials = (actor: Actor) => actor.orgRole === "admin";

/** What a member has made in the whole organization is for org admins to see; in one OU also for its admins. */
export const mayReadMade = (actor: Actor) => actor.orgRole === "admin";
export const mayReadMadeInUnit = mayGrantAccess;
