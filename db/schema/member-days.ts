import { date, integer, pgPolicy, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { inOrganization } from "./scope";

/**
 * How many members came and went on each day (UTC), and how many invitations were made and accepted, in slots like
 * member_tallies. Kept by triggers (tally_member_days): what has been removed since can't be counted later.
 */
export const memberDays = pgTable(
  "member_days",
  {
    orgId: orgId(),
    day: date("day").notNull(),
    slot: smallint("slot").notNull(),
    added: integer("added").notNull(),
    removed: integer("removed").notNull(),
    invited: integer("invited").notNull(),
    accepted: integer("accepted").notNull(),
  },
  (table) => [
    primaryKey({ name: "member_days_pkey", columns: [table.orgId, table.day, table.slot] }),
    pgPolicy("member_days_read", { for: "select", using: inOrganization }),
    pgPolicy("member_days_create", { for: "insert", withCheck: inOrganization }),
    pgPolicy("member_days_change", { for: "update", using: inOrganization }),
  ],
);
