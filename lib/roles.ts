/** The three roles, for the organization and for an OU alike (contract §1). */
export const roles = ["admin", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Instead of a role, in the address of a page: both roles that can edit. */
export const MAY_EDIT = "edit";

/** A member's status: invited until they have chosen their own password, and without any access once deactivated. */
export const memberStatuses = ["invited", "active", "deactivated"] as const;
export type MemberStatus = (typeof memberStatuses)[number];
