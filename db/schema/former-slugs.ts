import { sql } from "drizzle-orm";
import { index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { ofUnit } from "./org-units";
import { inOrganization, inReachableUnit } from "./scope";
import { unitColumns } from "./unit-policies";

/** The slugs that an OU had before, so that addresses with one lead to it. Two OUs may have had the same one. */
export const formerSlugs = pgTable(
  "former_slugs",
  {
    ...unitColumns(),
    slug: text("slug").notNull(),
    releasedAt: timestamptz("released_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "former_slugs_pkey", columns: [table.orgId, table.unitId, table.slug] }),
    ofUnit("former_slugs_unit", table),
    index("former_slugs_by_slug").on(table.orgId, table.slug),
    pgPolicy("former_slugs_read", { for: "select", using: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("former_slugs_create", { for: "insert", withCheck: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("former_slugs_change", { for: "update", using: sql`${inOrganization} and ${inReachableUnit}` }),
  ],
);
