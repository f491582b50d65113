import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { OrgUnit } from "@/domain/org-units/schema";

type Unit = Pick<OrgUnit, "unit_id" | "name" | "is_default">;

/** The lead's OU if the actor has access to it, else null. A merged lead's id stands for the lead it went into. */
export async function findUnitOfLead(tx: Tx, actor: Actor, leadId: string): Promise<Unit | null> {
  const unit = jsonObject({ unit_id: orgUnits.unitId, name: orgUnits.name, is_default: orgUnits.isDefault });
  const found = await findJson<Unit>(
    tx,
    sql`select ${unit}::text as json from ${orgUnits}
           where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} = (select unit_of_lead(${actor.orgId}, ${leadId}))`,
  );
  return found?.parse() ?? null;
}
