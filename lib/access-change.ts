/** What an item of an access change does (contract §9). */
export const changeOps = ["grant", "revoke", "set_org_role", "deactivate", "reactivate"] as const;
export type ChangeOp = (typeof changeOps)[number];
