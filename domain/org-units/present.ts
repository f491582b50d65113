import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";

/** What the API shows of an OU. A new column stays private until it is named here. */
export const orgUnitFields = {
  unit_id: orgUnits.unitId,
  org_id: orgUnits.orgId,
  name: orgUnits.name,
  slug: orgUnits.slug,
  external_ref: orgUnits.externalRef,
  is_default: orgUnits.isDefault,
};

export const orgUnitJson = jsonObject(orgUnitFields);

/** The order of every list of OUs: the default first, then by name, the same on every database's collation. */
export const orgUnitOrder = sql`${orgUnits.isDefault} desc, ${orgUnits.nameKey} collate "C", ${orgUnits.unitId}`;
