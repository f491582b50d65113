import type { Role } from "@/lib/roles";

/** What somebody has in an OU; null without access. */
export type Cell = { role: Role; expires_at: string | null } | null;

/** What a cell is set to: null takes the access away, and without `expires_at` the end stays. */
export type Wanted = { role: Role; expires_at?: string } | null;
