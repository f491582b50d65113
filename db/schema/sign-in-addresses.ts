import { sql } from "drizzle-orm";
import { foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { members } from "./members";
import { asOrgAdmin, inOrganization, setting } from "./scope";

/**
 * Which accounts an e-mail address has, for sign-in, when no organization is known yet. Reading it here spares the policy of
 * `members` a second condition. A trigger adds a member's row (note_sign_in_addresses), and the foreign key changes and
 * removes it with the member (docs/decisions/034).
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
