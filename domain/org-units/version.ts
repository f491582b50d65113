import { sql } from "drizzle-orm";
import { findJson } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { orgUnitJson } from "./present";
import { type OrgUnit, orgUnitContent } from "./schema";

/** How versions of an OU are compared. */
export const orgUnitVersion = {
  content: orgUnitContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, { id }: { id: string }) =>
    findJson<OrgUnit>(
      tx,
      sql`select ${orgUnitJson}::text as json from ${orgUnits}
           where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} = ${id} for update`,
    ),
};
