import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** The condition that a table's rows belong to the OU. Indexes need it spelled out in addition to the policy. */
export const inUnitOf = (
  reader: { orgId: string | SQL },
  unit: { unitId: string | SQL },
  table: { orgId: SQLWrapper; unitId: SQLWrapper },
): SQL => sql`${table.orgId} = ${reader.orgId} and ${table.unitId} = ${unit.unitId}`;
