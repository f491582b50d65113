import { mayGrantAccess } from "@/domain/ou-memberships/policy";
import type { Actor } from "@/lib/auth/actor";

/** Org admins see what acts as a member, and end it. */
export const mayManageCredentials = (actor: Actor) => actor.orgRole === "admin";

/** What a member has made in the whole organization is the org admins' to see; in one OU also its admins'. */
export const mayReadMade = (actor: Actor) => actor.orgRole === "admin";
export const mayReadMadeInUnit = mayGrantAccess;
