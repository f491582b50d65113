import { eq, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { orgUnitOrder } from "@/domain/org-units/present";

/** The OU to start a session in: the last one used, else the default, else the first accessible; null if there is none. */
export async function firstActiveUnit(actor: Actor): Promise<string | null> {
  const lastUsed = sql`(select ${members.lastActiveUnitId} from ${members}
    where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = ${actor.memberId})`;
  const rows = await withScope(actor, (tx) =>
    tx
      .select({ unitId: orgUnits.unitId })
      .from(orgUnits)
      .where(eq(orgUnits.orgId, actor.orgId))
      .orderBy(sql`(${orgUnits.unitId} is not distinct from ${lastUsed}) desc, ${orgUnitOrder}`)
      .limit(1),
  );
  return rows[0]?.unitId ?? null;
}
