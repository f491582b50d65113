import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { changeOps } from "@/lib/access-change";
import { bytewise, createdAt, createdBy, orgId } from "./columns";
import { asOrgAdmin, inOrganization, scopeAdminUnitIds } from "./scope";

/** Changes of access, each made at once or not at all (contract §9). Never updated: an undo is a change of its own. */
export const accessChanges = pgTable(
  "access_changes",
  {
    orgId: orgId(),
    changeId: text("change_id").notNull(),
    createdAt: createdAt(),
    ...createdBy(),
    reason: text("reason"),
    /** How many items it has, by effect and op. */
    summary: jsonb("summary").notNull(),
    /** The change that this one undoes. */
    undoes: text("undoes"),
    /** The OUs of its items, whose admins see the change. */
    aboutUnitIds: text("about_unit_ids").array().notNull(),
  },
  (table) => [
    primaryKey({ name: "access_changes_pkey", columns: [table.orgId, table.changeId] }),
    index("access_changes_by_creation").on(table.orgId, table.createdAt, bytewise(table.changeId)),
    index("access_changes_by_undone").on(table.orgId, table.undoes).where(sql`undoes is not null`),
    pgPolicy("access_changes_read", {
      for: "select",
      using: sql`${inOrganization} and (${asOrgAdmin} or about_unit_ids && ${scopeAdminUnitIds})`,
    }),
    pgPolicy("access_changes_record", { for: "insert", withCheck: inOrganization }),
  ],
);

const opIsKnown = sql.raw(`op in (${changeOps.map((op) => `'${op}'`).join(", ")})`);

/** What a change did, member by member. No foreign key to the member: the record stays when they are removed. */
export const accessChangeItems = pgTable(
  "access_change_items",
  {
    orgId: orgId(),
    changeId: text("change_id").notNull(),
    index: integer("index").notNull(),
    op: text("op", { enum: changeOps }).notNull(),
    orgMemberId: text("org_member_id").notNull(),
    /** The OU of a membership; null for what concerns the whole organization. */
    aboutUnitId: text("about_unit_id"),
    /** The part of the membership or member that the op sets, as it was and as it is; null for no membership. */
    before: jsonb("before"),
    after: jsonb("after"),
    hasChanged: boolean("has_changed").notNull(),
    /** Whether what they had created ended too. */
    endedCreated: boolean("ended_created").notNull(),
  },
  (table) => [
    primaryKey({ name: "access_change_items_pkey", columns: [table.orgId, table.changeId, table.index] }),
    foreignKey({
      name: "access_change_items_change",
      columns: [table.orgId, table.changeId],
      foreignColumns: [accessChanges.orgId, accessChanges.changeId],
    }),
    index("access_change_items_by_member").on(table.orgId, table.orgMemberId),
    check("access_change_items_op", opIsKnown),
    pgPolicy("access_change_items_read", {
      for: "select",
      using: sql`${inOrganization} and (${asOrgAdmin} or about_unit_id = any(${scopeAdminUnitIds}))`,
    }),
    pgPolicy("access_change_items_record", { for: "insert", withCheck: inOrganization }),
  ],
);
