import type { Actor } from "@/domain/access/actor";

/** Everyone in the organization may read the directory. */
export const mayListMembers = (_actor: Actor) => true;

export const mayCreateMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may change every member; everyone may change their own first and last name (contract §2). */
export const mayUpdateMember = (actor: Actor, member: { id: string }) =>
  actor.orgRole === "admin" || actor.memberId === member.id;

/** Whether the change goes beyond one's own name: only org admins may set the e-mail address and the role. */
export const mayChangeEmailOrRole = (actor: Actor) => actor.orgRole === "admin";

export const mayRemoveMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may deactivate and reactivate members, also themselves unless they are the last admin. */
export const mayDeactivateMember = (actor: Actor) => actor.orgRole === "admin";
export const mayReactivateMember = (actor: Actor) => actor.orgRole === "admin";
