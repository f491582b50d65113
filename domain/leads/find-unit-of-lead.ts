import { sql } from "drizzle-orm";
import { leads } from "@/db/schema/leads";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import { type Reader, scopedUnit, unitReader } from "@/domain/access/reader";

/**
 * The slug of the OU of a lead that is not in the active one, if the reader has access to it, else null. A merged lead's
 * id names the lead it went into. The transaction's scope has no active OU afterwards.
 */
export async function findUnitOfLead(tx: Tx, reader: Reader, leadId: string): Promise<string | null> {
  const here = sql`select from ${leads} where ${inUnitOf(unitReader, scopedUnit, leads)} and ${leads.leadId} = ${leadId}`;
  const [found] = await tx.execute<{ slug: string }>(
    sql`select ${orgUnits.slug} from ${orgUnits}
           where ${orgUnits.orgId} = ${reader.orgId}
             and ${orgUnits.unitId} = (select unit_of_lead(${reader.orgId}, ${leadId}) where not exists (${here}))`,
  );
  return found?.slug ?? null;
}
