import { sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";

/** An OU as the API shows it. A new column stays private until it is listed here. */
export const orgUnitFields = {
  unit_id: orgUnits.unitId,
  org_id: orgUnits.orgId,
  name: orgUnits.name,
  slug: orgUnits.slug,
  external_ref: orgUnits.externalRef,
  group: orgUnits.groupName,
  is_default: orgUnits.isDefault,
};

export const orgUnitJson = fixed(jsonObject(orgUnitFields));

/** An OU that the reader works in, with their role there. */
export const activeOrgUnitJson = fixed(jsonObject({ ...orgUnitFields, role: sql`select_unit(${orgUnits.unitId})` }));

/** The order of every list of OUs: the default first, then by name, the same on every database's collation. */
export const orgUnitOrder = fixed(sql`${orgUnits.isDefault} desc, ${orgUnits.nameKey} collate "C", ${orgUnits.unitId}`);
