/** The three roles, for the organization and for an OU alike (contract §1). */
export const roles = ["admin", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];
