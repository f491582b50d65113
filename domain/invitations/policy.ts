import type { Actor } from "@/domain/access/actor";

/** Org admins invite again, copy the link and withdraw: whoever may add a member. */
export const mayManageInvitations = (actor: Actor) => actor.orgRole === "admin";

/** What became of an invitation's mails and links is the org admins' to see. */
export const mayReadTimeline = (actor: Actor) => actor.orgRole === "admin";
