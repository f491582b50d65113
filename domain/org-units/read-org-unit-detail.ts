import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { type ListRequest, readPage } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import type { UnitAccess, UnitAccessQuery } from "./access-schema";
import { accessList } from "./list-access";
import { ownRole } from "./overviews";
import { orgUnitJson } from "./present";
import type { OrgUnitDetail } from "./schema";

/**
 * An OU, the reader's role in it, and a page of the people with access who match the query. Throws org_unit_not_found, and
 * invalid_content for a cursor.
 */
export async function readOrgUnitDetail(
  tx: Tx,
  reader: Reader,
  unitId: string,
  { limit = DEFAULT_LIMIT, cursor, ...query }: UnitAccessQuery = {},
): Promise<OrgUnitDetail> {
  const isUnit = sql`${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`;
  const list: ListRequest = {
    ...accessList(reader, unitId, query),
    owner: {
      json: sql`select ${jsonObject({ unit: orgUnitJson, role: ownRole(reader) })} from ${orgUnits} where ${isUnit}`,
      missing: "org_unit_not_found",
    },
  };
  const page = await readPage<UnitAccess, Pick<OrgUnitDetail, "unit" | "role">>(tx, list, { limit, cursor });
  const { items, owner, ...rest } = page;
  return { ...owner.parse(), people: { ...rest, items: items.parse() } };
}
