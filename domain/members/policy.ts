import type { Actor } from "@/domain/access/actor";

/** The directory is the whole organization's. */
export const mayListMembers = (_actor: Actor) => true;

export const mayCreateMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins change every member; anyone changes their own first and last name (contract §2). */
export const mayUpdateMember = (actor: Actor, member: { id: string }) =>
  actor.orgRole === "admin" || actor.memberId === member.id;

/** Whether the change goes beyond one's own name: e-mail address and role are an org admin's to set. */
export const mayChangeEmailOrRole = (actor: Actor) => actor.orgRole === "admin";

export const mayRemoveMember = (actor: Actor) => actor.orgRole === "admin";

/** Deactivating ends access and can be undone; an admin may do it to themself, unless they are the last. */
export const mayDeactivateMember = (actor: Actor) => actor.orgRole === "admin";
export const mayReactivateMember = (actor: Actor) => actor.orgRole === "admin";
