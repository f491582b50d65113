import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, orgId, timestamptz } from "./columns";
import { ofMember } from "./members";
import { asOrgAdmin, inOrganization, ownRow, setting } from "./scope";

/** Browser sessions. Only the SHA-256 (hex) of a session's secret is stored; without its row a cookie is worthless. */
export const sessions = pgTable(
  "sessions",
  {
    orgId: orgId(),
    sessionId: text("session_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    sessionHash: text("session_hash").notNull(),
    createdAt: createdAt(),
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
    /** When the password was last confirmed: at sign-in, or when asked for again (contract §13). */
    authenticatedAt: timestamptz("authenticated_at").notNull().defaultNow(),
    expiresAt: timestamptz("expires_at").notNull(),
    userAgent: text("user_agent"),
    ip: text("ip"),
  },
  (table) => [
    primaryKey({ name: "sessions_pkey", columns: [table.orgId, table.sessionId] }),
    ofMember("sessions_member", table),
    // Not unique, for the same reason as personal_access_tokens_hash.
    index("sessions_hash").on(table.sessionHash),
    index("sessions_by_member").on(table.orgId, table.orgMemberId),
    check("sessions_hash_shape", sql`${table.sessionHash} ~ '^[0-9a-f]{64}$'`),
    check("sessions_user_agent_length", sql`char_length(${table.userAgent}) <= 300`),
    pgPolicy("sessions_own", { for: "all", using: sql`${inOrganization} and ${ownRow}` }),
    // Org admins can see and end members' credentials, but not create or change them.
    pgPolicy("sessions_oversee", { for: "select", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("sessions_end", { for: "delete", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    // As with tokens: whoever holds the secret sees its row before the organization is known, and nothing else.
    pgPolicy("sessions_presented", { for: "select", using: sql`session_hash = ${setting("session_hash")}` }),
  ],
);
