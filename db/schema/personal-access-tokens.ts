import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { scopes } from "@/lib/scopes";
import { bytewise, createdAt, orgId, scopesAreKnown, scopesColumn, timestamptz } from "./columns";
import { ofMember } from "./members";
import { orgUnits } from "./org-units";
import { asOrgAdmin, inOrganization, ownRow, scopeOnlyUnitId, setting } from "./scope";

/** Personal access tokens. Only the SHA-256 of a token is kept, in hex (contract §4). */
export const personalAccessTokens = pgTable(
  "personal_access_tokens",
  {
    orgId: orgId(),
    tokenId: text("token_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull(),
    scopes: scopesColumn(scopes),
    /** The only OU that it reaches; null for all that its member reaches. */
    onlyUnitId: text("only_unit_id"),
    expiresAt: timestamptz("expires_at"),
    createdAt: createdAt(),
    lastUsedAt: timestamptz("last_used_at"),
  },
  (table) => [
    primaryKey({ name: "personal_access_tokens_pkey", columns: [table.orgId, table.tokenId] }),
    ofMember("personal_access_tokens_member", table),
    foreignKey({
      name: "personal_access_tokens_only_unit",
      columns: [table.orgId, table.onlyUnitId],
      foreignColumns: [orgUnits.orgId, orgUnits.unitId],
    }),
    // Not unique: a unique index would have to start with org_id, which is unknown when a token is looked up.
    index("personal_access_tokens_hash").on(table.tokenHash),
    index("personal_access_tokens_by_member").on(table.orgId, table.orgMemberId, bytewise(table.tokenId)),
    check("personal_access_tokens_hash_shape", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("personal_access_tokens_scopes", scopesAreKnown(scopes)),
    // A token of one OU sees, makes and revokes only such tokens.
    pgPolicy("personal_access_tokens_own", {
      for: "all",
      using: sql`${inOrganization} and ${ownRow} and (${scopeOnlyUnitId} is null or only_unit_id = ${scopeOnlyUnitId})`,
    }),
    // Org admins can see and end members' credentials, but not create or change them.
    pgPolicy("personal_access_tokens_oversee", { for: "select", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("personal_access_tokens_end", { for: "delete", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    // During authentication no organization is known yet: whoever holds the token sees its row and nothing else.
    pgPolicy("personal_access_tokens_presented", { for: "select", using: sql`token_hash = ${setting("token_hash")}` }),
  ],
);
