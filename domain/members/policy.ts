import type { Actor } from "@/domain/access/actor";
import type { MemberStatus, Role } from "@/lib/roles";

/** Whether they are an active admin: invited or deactivated admins don't count. */
export const isActiveAdmin = ({ role, status }: { role: Role; status: MemberStatus }) =>
  role === "admin" && status === "active";

/** Everyone in the organization may read the directory. */
export const mayListMembers = (_actor: Actor) => true;

/** Org admins may add and invite members. */
export const mayCreateMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may change every member; everyone may change their own first and last name (contract §2). */
export const mayUpdateMember = (actor: Actor, member: { id: string }) =>
  actor.orgRole === "admin" || actor.memberId === member.id;

/** Whether the change goes beyond one's own name: only org admins may set the e-mail address and the role. */
export const mayChangeEmailOrRole = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may remove members, also themselves unless they are the last admin. */
export const mayRemoveMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may deactivate members, also themselves unless they are the last admin. */
export const mayDeactivateMember = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may reactivate members. */
export const mayReactivateMember = (actor: Actor) => actor.orgRole === "admin";
