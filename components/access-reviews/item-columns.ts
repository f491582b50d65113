/** The columns of the memberships under review that may be hidden. */
export const itemColumnNames = { through: "Access through", active: "Last active" } as const;
