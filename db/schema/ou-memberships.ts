import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, orgId, roleColumn, roleIsKnown } from "./columns";
import { members } from "./members";
import { orgUnits } from "./org-units";
import { inOrganization, inReachableUnit, ownRow } from "./scope";

/** Access of a member to an OU, with the OU role. Composite keys: neither end can lie in another organization. */
export const ouMemberships = pgTable(
  "ou_memberships",
  {
    orgId: orgId(),
    unitId: text("unit_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    role: roleColumn(),
    createdAt: createdAt(),
    /** Who granted access; null when that is unknown or they have been removed since. Not changed with the role. */
    grantedBy: text("granted_by"),
  },
  (table) => [
    primaryKey({ name: "ou_memberships_pkey", columns: [table.orgId, table.unitId, table.orgMemberId] }),
    foreignKey({
      name: "ou_memberships_org_unit",
      columns: [table.orgId, table.unitId],
      foreignColumns: [orgUnits.orgId, orgUnits.unitId],
    }),
    foreignKey({
      name: "ou_memberships_member",
      columns: [table.orgId, table.orgMemberId],
      foreignColumns: [members.orgId, members.orgMemberId],
    }).onDelete("cascade"),
    // granted_by has a foreign key too, which sets null that one column: written by hand in a migration, because drizzle-kit
    // has no word for ON DELETE SET NULL (granted_by), and org_id is never null.
    index("ou_memberships_by_member").on(table.orgId, table.orgMemberId),
    index("ou_memberships_by_granter").on(table.orgId, table.grantedBy),
    check("ou_memberships_role", roleIsKnown),
    pgPolicy("ou_memberships_read", {
      for: "select",
      using: sql`${inOrganization} and (${inReachableUnit} or ${ownRow})`,
    }),
    pgPolicy("ou_memberships_grant", { for: "insert", withCheck: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("ou_memberships_change", { for: "update", using: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("ou_memberships_revoke", { for: "delete", using: sql`${inOrganization} and ${inReachableUnit}` }),
  ],
);
