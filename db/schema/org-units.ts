import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { searchKey } from "@/db/search";
import { bytewise, createdAt, orgId, timestamptz } from "./columns";
import { organizations } from "./organizations";
import { asOrgAdmin, inOrganization, inReachableUnit } from "./scope";

/** Organizational units. There is no delete policy and no delete grant: an OU is never deleted (reference, Notes). */
export const orgUnits = pgTable(
  "org_units",
  {
    orgId: orgId(),
    unitId: text("unit_id").notNull(),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull(),
    slug: text("slug").notNull(),
    externalRef: text("external_ref"),
    /** A heading that OUs share; no hierarchy. */
    groupName: text("group_name"),
    /** What it is compared by; empty without one. */
    groupKey: text("group_key").notNull().default(""),
    isDefault: boolean("is_default").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
    searchKey: text("search_key").notNull().generatedAlwaysAs(searchKey("name", "coalesce(external_ref, '')")),
  },
  (table) => [
    primaryKey({ name: "org_units_pkey", columns: [table.orgId, table.unitId] }),
    foreignKey({ name: "org_units_organization", columns: [table.orgId], foreignColumns: [organizations.orgId] }),
    unique("org_units_name_taken").on(table.orgId, table.nameKey),
    unique("org_units_slug_taken").on(table.orgId, table.slug),
    unique("org_units_external_ref_taken").on(table.orgId, table.externalRef),
    index("org_units_by_name").on(
      table.orgId,
      sql`(not ${table.isDefault})`,
      bytewise(table.nameKey),
      bytewise(table.unitId),
    ),
    index("org_units_by_group").on(
      table.orgId,
      bytewise(table.groupKey),
      sql`(not ${table.isDefault})`,
      bytewise(table.nameKey),
      bytewise(table.unitId),
    ),
    uniqueIndex("org_units_one_default").on(table.orgId).where(sql`${table.isDefault}`),
    check("org_units_name_length", sql`char_length(${table.name}) between 1 and 100`),
    check("org_units_slug_shape", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("org_units_group_length", sql`char_length(${table.groupName}) between 1 and 60`),
    check("org_units_group_has_key", sql`(${table.groupName} is null) = (${table.groupKey} = '')`),
    check("org_units_external_ref_length", sql`char_length(${table.externalRef}) <= 255`),
    pgPolicy("org_units_read", { for: "select", using: sql`${inOrganization} and ${inReachableUnit}` }),
    pgPolicy("org_units_create", { for: "insert", withCheck: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("org_units_change", { for: "update", using: sql`${inOrganization} and ${inReachableUnit}` }),
  ],
);

/** The foreign key of an OU's rows. */
export function ofUnit(name: string, { orgId, unitId }: Record<"orgId" | "unitId", AnyPgColumn>) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn] = [orgUnits.orgId, orgUnits.unitId];
  return foreignKey({ name, columns: [orgId, unitId], foreignColumns });
}
