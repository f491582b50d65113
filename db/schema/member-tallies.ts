import { integer, pgPolicy, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { inOrganization } from "./scope";

/**
 * The number of members in the organization by org role, and of those invited, in several slots (tally_slot) so that parallel
 * changes seldom wait for one row. Kept by triggers (tally_members), so a list's total costs the same at any size.
 */
export const memberTallies = pgTable(
  "member_tallies",
  {
    orgId: orgId(),
    slot: smallint("slot").notNull(),
    admins: integer("admins").notNull(),
    editors: integer("editors").notNull(),
    viewers: integer("viewers").notNull(),
    invited: integer("invited").notNull(),
  },
  (table) => [
    primaryKey({ name: "member_tallies_pkey", columns: [table.orgId, table.slot] }),
    pgPolicy("member_tallies_read", { for: "select", using: inOrganization }),
    // Whoever changes members: org admins, and invited members who accept.
    pgPolicy("member_tallies_create", { for: "insert", withCheck: inOrganization }),
    pgPolicy("member_tallies_change", { for: "update", using: inOrganization }),
  ],
);
