import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { leads } from "@/db/schema/leads";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Reader, scopedUnit, unitReader } from "@/domain/access/reader";
import type { OrgUnit } from "@/domain/org-units/schema";

type Unit = Pick<OrgUnit, "unit_id" | "name" | "is_default">;

/**
 * The OU of a lead that is not in the active one, if the reader has access to it, else null. A merged lead's id names the
 * lead it went into. The transaction's scope has no active OU afterwards.
 */
export async function findUnitOfLead(tx: Tx, reader: Reader, leadId: string): Promise<Unit | null> {
  const unit = jsonObject({ unit_id: orgUnits.unitId, name: orgUnits.name, is_default: orgUnits.isDefault });
  const here = sql`select from ${leads} where ${inUnitOf(unitReader, scopedUnit, leads)} and ${leads.leadId} = ${leadId}`;
  const found = await findJson<Unit>(
    tx,
    sql`select ${unit}::text as json from ${orgUnits}
           where ${orgUnits.orgId} = ${reader.orgId}
             and ${orgUnits.unitId} = (select unit_of_lead(${reader.orgId}, ${leadId}) where not exists (${here}))`,
  );
  return found?.parse() ?? null;
}
