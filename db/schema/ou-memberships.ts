import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytewise, createdAt, orgId, roleColumn, roleIsKnown, timestamptz } from "./columns";
import { ofMember } from "./members";
import { ofUnit } from "./org-units";
import { inOrganization, inReachableUnit, ownRow, setting } from "./scope";

/** A membership that has ended counts as gone, whether or not the job that removes it has run (contract §9). */
const isLive = sql`(expires_at is null or expires_at > now())`;

// The jobs that end memberships and tell of it, and the function that makes room for a new one, set this while they work.
const isEnding = sql`${setting("ends_memberships")} is not null`;

const inReach = sql`${inOrganization} and ${inReachableUnit} and ${isLive}`;

/**
 * Organizations that have memberships with an end, so that the job finds them: a policy of ou_memberships for that would be
 * joined to the others by OR, and slow every list down.
 */
export const endingOrganizations = pgTable("ending_organizations", { orgId: orgId() }, (table) => [
  primaryKey({ name: "ending_organizations_pkey", columns: [table.orgId] }),
  pgPolicy("ending_organizations_note", { for: "insert", withCheck: inOrganization }),
  pgPolicy("ending_organizations_find", { for: "select", using: sql`${inOrganization} or ${isEnding}` }),
  pgPolicy("ending_organizations_forget", { for: "delete", using: sql`${inOrganization} and ${isEnding}` }),
]);

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
    /** When the access ends by itself; null for no end. */
    expiresAt: timestamptz("expires_at"),
    /** When the member and the granter were told that it ends soon; null if they are still to be told. */
    toldAt: timestamptz("told_at"),
  },
  (table) => [
    primaryKey({ name: "ou_memberships_pkey", columns: [table.orgId, table.unitId, table.orgMemberId] }),
    ofUnit("ou_memberships_org_unit", table),
    ofMember("ou_memberships_member", table),
    // granted_by also has a foreign key, written by hand in a migration because drizzle-kit cannot express
    // ON DELETE SET NULL (granted_by), and org_id is never null.
    index("ou_memberships_by_creation").on(table.orgId, table.unitId, table.createdAt, bytewise(table.orgMemberId)),
    // With all that a count of memberships needs, so that it reads no row.
    index("ou_memberships_by_member").on(table.orgId, table.orgMemberId, table.unitId, table.expiresAt),
    index("ou_memberships_of_admins").on(table.orgId, table.unitId).where(sql`role = 'admin'`),
    index("ou_memberships_by_granter").on(table.orgId, table.grantedBy),
    index("ou_memberships_by_end").on(table.orgId, table.expiresAt).where(sql`expires_at is not null`),
    check("ou_memberships_role", roleIsKnown),
    pgPolicy("ou_memberships_read", {
      for: "select",
      using: sql`${inOrganization} and ((${inReachableUnit} or ${ownRow}) and ${isLive} or ${isEnding})`,
    }),
    pgPolicy("ou_memberships_grant", { for: "insert", withCheck: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("ou_memberships_change", { for: "update", using: inReach }),
    pgPolicy("ou_memberships_revoke", { for: "delete", using: inReach }),
    pgPolicy("ou_memberships_end", {
      for: "delete",
      using: sql`${inOrganization} and ${isEnding} and expires_at <= now()`,
    }),
  ],
);
