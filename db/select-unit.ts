import { sql } from "drizzle-orm";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { activeUnitFromRow } from "@/domain/access/mint";
import type { Role } from "@/lib/roles";
import type { Tx } from "./transaction";

/** Makes an OU the active one of the transaction; changes nothing and returns null if the actor has no access to it. */
export async function selectUnit(tx: Tx, unitId: string): Promise<ActiveUnit | null> {
  const [row] = await tx.execute<{ role: Role | null }>(sql`select select_unit(${unitId}) as role`);
  return row?.role ? activeUnitFromRow(unitId, row.role) : null;
}
