import type { Actor } from "@/domain/access/actor";

/** Whoever may add a member, an org admin, may also resend an invitation, copy its link and withdraw it. */
export const mayManageInvitations = (actor: Actor) => actor.orgRole === "admin";

/** Org admins may see what happened to an invitation's mails and links. */
export const mayReadTimeline = (actor: Actor) => actor.orgRole === "admin";
