import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { readPage } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { UnitAccess, UnitAccessQuery } from "./access-schema";
import { accessList } from "./list-access";
import { ownRole } from "./overviews";
import { orgUnitJson } from "./present";
import type { OrgUnitDetail } from "./schema";

const PEOPLE = 100;

/**
 * An OU, the actor's role in it, and a page of the people with access who match the query. Throws org_unit_not_found, and
 * invalid_content for a cursor.
 */
export async function readOrgUnitDetail(
  tx: Tx,
  actor: Actor,
  unitId: string,
  { limit = PEOPLE, cursor, ...query }: UnitAccessQuery = {},
): Promise<OrgUnitDetail> {
  const isUnit = sql`${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} = ${unitId}`;
  const page = await readPage<UnitAccess, Pick<OrgUnitDetail, "unit" | "role">>(tx, {
    ...accessList(actor, unitId, query),
    limit,
    cursor,
    owner: {
      json: sql`select ${jsonObject({ unit: orgUnitJson, role: ownRole(actor) })} from ${orgUnits} where ${isUnit}`,
      missing: "org_unit_not_found",
    },
  });
  const { items, owner, ...rest } = page;
  return { ...owner.parse(), people: { ...rest, items: items.parse() } };
}
