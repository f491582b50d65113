import { sql } from "drizzle-orm";
import { boolean, check, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { programScopes } from "@/lib/scopes";
import { bytewise, createdAt, createdBy, orgId, scopesAreKnown, scopesColumn, timestamptz } from "./columns";
import { ofUnit } from "./org-units";
import { asOrgAdmin, inAdministeredUnit, inOrganization, listSetting, setting } from "./scope";

const presented = sql`secret_hash = ${setting("secret_hash")}`;

// An org admin reaches service accounts of other OUs only by naming the member who made them.
const ofNamedMaker = sql`${inOrganization} and ${asOrgAdmin}
  and created_by = ${setting("maker_id")}`;

// To name those that have used the API lately, in whatever OU they are.
const inUse = sql`${inOrganization} and ${asOrgAdmin}
  and secret_hash = any(${listSetting("used_hashes")})`;

/** Programs that act in one OU. Only the SHA-256 (hex) of a client secret is stored, as for tokens. */
export const serviceAccounts = pgTable(
  "service_accounts",
  {
    orgId: orgId(),
    unitId: text("unit_id").notNull(),
    secretId: text("secret_id").notNull(),
    clientId: text("client_id").notNull(),
    name: text("name").notNull(),
    trustUpstreamConsent: boolean("trust_upstream_consent").notNull().default(false),
    secretHash: text("secret_hash").notNull(),
    scopes: scopesColumn(programScopes),
    createdAt: createdAt(),
    ...createdBy(),
    lastUsedAt: timestamptz("last_used_at"),
  },
  (table) => [
    primaryKey({ name: "service_accounts_pkey", columns: [table.orgId, table.unitId, table.secretId] }),
    ofUnit("service_accounts_org_unit", table),
    // Not unique, for the same reason as personal_access_tokens_hash.
    index("service_accounts_hash").on(table.secretHash),
    index("service_accounts_by_id").on(table.orgId, table.unitId, bytewise(table.secretId)),
    index("service_accounts_by_maker").on(table.orgId, table.createdBy),
    check("service_accounts_name_length", sql`char_length(${table.name}) between 1 and 50`),
    check("service_accounts_client_id_shape", sql`${table.clientId} ~ '^lv_ci_[0-9A-Za-z]{24}$'`),
    check("service_accounts_scopes", scopesAreKnown(programScopes)),
    check("service_accounts_hash_shape", sql`${table.secretHash} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("service_accounts_administered", { for: "all", using: inAdministeredUnit }),
    pgPolicy("service_accounts_of_maker", { for: "select", using: ofNamedMaker }),
    pgPolicy("service_accounts_of_maker_end", { for: "delete", using: ofNamedMaker }),
    pgPolicy("service_accounts_in_use", { for: "select", using: inUse }),
    // As with tokens: whoever holds the secret sees its row before the OU is known, and may record its use.
    pgPolicy("service_accounts_presented", { for: "select", using: presented }),
    pgPolicy("service_accounts_used", { for: "update", using: presented }),
  ],
);
