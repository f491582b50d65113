import { sql } from "drizzle-orm";
import { pgPolicy, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, orgId } from "./columns";
import { ofMember } from "./members";
import { inOrganization, ownRow } from "./scope";

/** Filters of the members list that a member has given a name, for themselves alone. */
export const savedViews = pgTable(
  "saved_views",
  {
    orgId: orgId(),
    orgMemberId: text("org_member_id").notNull(),
    viewId: text("view_id").notNull(),
    name: text("name").notNull(),
    /** The parameters of the list's address. */
    query: text("query").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "saved_views_pkey", columns: [table.orgId, table.orgMemberId, table.viewId] }),
    unique("saved_views_name_taken").on(table.orgId, table.orgMemberId, table.name),
    ofMember("saved_views_member", table),
    pgPolicy("saved_views_own", { for: "all", using: sql`${inOrganization} and ${ownRow}` }),
  ],
);
