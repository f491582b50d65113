import { sql } from "drizzle-orm";
import { foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { members } from "./members";
import { asOrgAdmin, inOrganization, setting } from "./scope";

/**
 * Whose account an e-mail address is, in each organization, for sign-in, when no organization is known yet: read here, so
 * that the policy of `members` needs no second condition. A trigger adds a member's row (note_address), and the foreign key
 * changes and removes it with them (docs/decisions/034).
 */
export const signInAddresses = pgTable(
  "sign_in_addresses",
  { orgId: orgId(), emailKey: text("email_key").notNull(), orgMemberId: text("org_member_id").notNull() },
  (table) => [
    primaryKey({ name: "sign_in_addresses_pkey", columns: [table.orgId, table.emailKey] }),
    foreignKey({
      name: "sign_in_addresses_member",
      columns: [table.orgId, table.emailKey],
      foreignColumns: [members.orgId, members.emailKey],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
    index("sign_in_addresses_by_email").on(table.emailKey, table.orgId),
    // Whoever names an address sees its accounts and nothing else.
    pgPolicy("sign_in_addresses_presented", { for: "select", using: sql`email_key = ${setting("sign_in_email")}` }),
    pgPolicy("sign_in_addresses_note", { for: "insert", withCheck: sql`${inOrganization} and ${asOrgAdmin}` }),
  ],
);
