import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytewise, createdAt, orgId, roleColumn, roleIsKnown } from "./columns";
import { ofMember } from "./members";
import { ofUnit } from "./org-units";
import { inOrganization, inReachableUnit, ownRow } from "./scope";

/** A member's access to an OU, with the OU role. Composite keys keep both ends in one organization. */
export const ouMemberships = pgTable(
  "ou_memberships",
  {
    orgId: orgId(),
    unitId: text("unit_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    role: roleColumn(),
    createdAt: createdAt(),
    /** Who granted access; null if unknown or removed since. A change of role does not change it. */
    grantedBy: text("granted_by"),
  },
  (table) => [
    primaryKey({ name: "ou_memberships_pkey", columns: [table.orgId, table.unitId, table.orgMemberId] }),
    ofUnit("ou_memberships_org_unit", table),
    ofMember("ou_memberships_member", table),
    // granted_by also has a foreign key, written by hand in a migration because drizzle-kit cannot express
    // ON DELETE SET NULL (granted_by), and org_id is never null.
    index("ou_memberships_by_creation").on(table.orgId, table.unitId, table.createdAt, bytewise(table.orgMemberId)),
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
