import { sql } from "drizzle-orm";
import { pgPolicy, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { counted, orgId } from "./columns";
import { inOrganization, inReachableUnit } from "./scope";

const inReach = sql`${inOrganization} and ${inReachableUnit}`;

/**
 * The number of memberships in each OU, of those as its admin, and of those of org admins, in slots like member_tallies. Expired
 * ones count until they are removed (expired_memberships). Kept by triggers (tally_memberships, tally_admins).
 */
export const unitTallies = pgTable(
  "unit_tallies",
  {
    orgId: orgId(),
    unitId: text("unit_id").notNull(),
    slot: smallint("slot").notNull(),
    members: counted("members"),
    admins: counted("admins"),
    orgAdmins: counted("org_admins"),
  },
  (table) => [
    primaryKey({ name: "unit_tallies_pkey", columns: [table.orgId, table.unitId, table.slot] }),
    pgPolicy("unit_tallies_read", { for: "select", using: inReach }),
    pgPolicy("unit_tallies_create", { for: "insert", withCheck: inReach }),
    pgPolicy("unit_tallies_change", { for: "update", using: inReach }),
  ],
);
