import type { Actor } from "@/domain/access/actor";
import { mayGrantAccess } from "@/domain/ou-memberships/policy";

/** Org admins may see and end a member's sessions, tokens and service accounts. */
export const mayManageCredentials = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may see what a member made anywhere; an OU's admins, what they made in that OU. */
export const mayReadMade = (actor: Actor) => actor.orgRole === "admin";
export const mayReadMadeInUnit = mayGrantAccess;
