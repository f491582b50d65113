import { sql } from "drizzle-orm";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { readLead } from "./operations";
import { leadContent } from "./schema";

/** How versions of a lead are compared. Takes the OU's lock, because aliases are in another table and ingest adds to them. */
export const leadVersion = {
  content: leadContent,
  async lock(tx: Tx, { actor, unit }: { actor: UnitActor; unit: ActiveUnit }, { leadID }: { leadID: string }) {
    await tx.execute(sql`select enter_unit(${actor.orgId}, ${unit.unitId}, true)`);
    return readLead(tx, actor, unit, leadID);
  },
};
