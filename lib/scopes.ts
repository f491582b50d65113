/** What a credential may be allowed, in the order in which it is shown (contract §13). */
export const scopes = ["read", "ingest", "write", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** The scopes that a service account can have. */
export const programScopes = ["read", "ingest", "write"] as const satisfies readonly Scope[];
