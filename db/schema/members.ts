import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { searchKey } from "@/db/search";
import { memberStatuses } from "@/lib/roles";
import { bytewise, createdAt, orgId, roleColumn, roleIsKnown, timestamptz } from "./columns";
import { orgUnits } from "./org-units";
import { organizations } from "./organizations";
import { asOrgAdmin, inOrganization, scopeMemberId, setting } from "./scope";

const FULL_NAME = "first_name || ' ' || last_name";

/** People in an organization, with the org role. The directory is readable to the whole organization (contract §2). */
export const members = pgTable(
  "members",
  {
    orgId: orgId(),
    orgMemberId: text("org_member_id").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    role: roleColumn(),
    passwordHash: text("password_hash").notNull(),
    /** The OU for the next sign-in, if the member still has access to it (contract §5). */
    lastActiveUnitId: text("last_active_unit_id"),
    createdAt: createdAt(),
    /** Who invited them last. If that person may no longer invite, the invitation waits (contract §13). */
    invitedBy: text("invited_by"),
    invitedByName: text("invited_by_name"),
    /** When they chose their own password; null while they are invited. */
    acceptedAt: timestamptz("accepted_at"),
    deactivatedAt: timestamptz("deactivated_at"),
    status: text("status", { enum: memberStatuses })
      .notNull()
      .generatedAlwaysAs(
        sql`case when deactivated_at is not null then 'deactivated' when accepted_at is null then 'invited' else 'active' end`,
      ),
    searchKey: text("search_key").notNull().generatedAlwaysAs(searchKey(FULL_NAME, "email")),
    /** The beginning of search_key, short enough for an index whatever the name, for sorting by name. */
    nameKey: text("name_key")
      .notNull()
      .generatedAlwaysAs(sql`left(${searchKey(FULL_NAME, "email")}, 300)`),
  },
  (table) => [
    primaryKey({ name: "members_pkey", columns: [table.orgId, table.orgMemberId] }),
    foreignKey({ name: "members_organization", columns: [table.orgId], foreignColumns: [organizations.orgId] }),
    foreignKey({
      name: "members_last_active_unit",
      columns: [table.orgId, table.lastActiveUnitId],
      foreignColumns: [orgUnits.orgId, orgUnits.unitId],
    }),
    unique("members_email_taken").on(table.orgId, table.emailKey),
    // One for each sort of the list (domain/members/list-members.ts).
    index("members_by_creation").on(table.orgId, table.createdAt, bytewise(table.orgMemberId)),
    index("members_by_name").on(table.orgId, bytewise(table.nameKey), bytewise(table.orgMemberId)),
    index("members_by_email").on(table.orgId, bytewise(table.emailKey), bytewise(table.orgMemberId)),
    index("members_by_role").on(table.orgId, bytewise(table.role), bytewise(table.orgMemberId)),
    index("members_by_inviter").on(table.orgId, table.invitedBy).where(sql`accepted_at is null`),
    check("members_role", roleIsKnown),
    // One policy per command: two are joined by OR, which prevents the use of the indexes above.
    pgPolicy("members_read", { for: "select", using: inOrganization }),
    pgPolicy("members_create", { for: "insert", withCheck: sql`${inOrganization} and ${asOrgAdmin}` }),
    // Locking a row asks this policy too: lock_inviter names the row while it locks it.
    pgPolicy("members_change", {
      for: "update",
      using: sql`${inOrganization} and (${asOrgAdmin} or org_member_id in (${scopeMemberId}, ${setting("inviter_id")}))`,
    }),
    pgPolicy("members_remove", { for: "delete", using: sql`${inOrganization} and ${asOrgAdmin}` }),
  ],
);

/** The foreign key of a member's rows, which are removed with them. */
export function ofMember(name: string, { orgId, orgMemberId }: Record<"orgId" | "orgMemberId", AnyPgColumn>) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn] = [members.orgId, members.orgMemberId];
  return foreignKey({ name, columns: [orgId, orgMemberId], foreignColumns }).onDelete("cascade");
}
