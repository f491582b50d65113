import { pgPolicy, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { counted, orgId } from "./columns";
import { inOrganization } from "./scope";

/**
 * The number of members in the organization by org role, and of those invited, in several slots (tally_slot) so that parallel
 * changes seldom wait for one row. Kept by triggers (tally_members, tally_memberships, tally_admins, tally_messages), so a
 * list's total costs the same at any size.
 */
export const memberTallies = pgTable(
  "member_tallies",
  {
    orgId: orgId(),
    slot: smallint("slot").notNull(),
    admins: counted("admins"),
    editors: counted("editors"),
    viewers: counted("viewers"),
    invited: counted("invited"),
    /** Members who are not org admins and have a membership, also one that has expired and is still stored. */
    withAccess: counted("with_access"),
    messages: counted("messages"),
    /** Members with messages. */
    mailed: counted("mailed"),
  },
  (table) => [
    primaryKey({ name: "member_tallies_pkey", columns: [table.orgId, table.slot] }),
    pgPolicy("member_tallies_read", { for: "select", using: inOrganization }),
    // Whoever changes members or memberships, or causes a mail.
    pgPolicy("member_tallies_create", { for: "insert", withCheck: inOrganization }),
    pgPolicy("member_tallies_change", { for: "update", using: inOrganization }),
  ],
);
