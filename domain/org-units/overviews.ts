import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonValue } from "@/db/json";
import { readPage } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { unitRolesOf } from "@/domain/access/policy";
import { cursorOrNone } from "@/lib/cursor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { orgUnitKeyKinds, orgUnitList } from "./list-org-units";
import { orgUnitFields } from "./present";
import type { OrgUnitListQuery, OrgUnitOverview } from "./schema";

/**
 * One page of the OUs the actor has access to, each with its number of members and the actor's role in it. An invalid cursor
 * is ignored.
 */
export function pageOrgUnitOverviews(tx: Tx, actor: Actor, { limit = DEFAULT_LIMIT, ...query }: OrgUnitListQuery) {
  const cursor = cursorOrNone(query.cursor, "name", orgUnitKeyKinds);
  return readPage<OrgUnitOverview>(tx, { ...orgUnitList(actor, query), item: overviewOf(actor), limit, cursor });
}

/** The JSON of an OU as pages list it. */
export function overviewOf(actor: Actor): SQL {
  return jsonObject({
    ...orgUnitFields,
    role: ownRole(actor),
    member_count: sql`(select count(*)::int from ${ouMemberships}
      where ${ouMemberships.orgId} = ${orgUnits.orgId} and ${ouMemberships.unitId} = ${orgUnits.unitId})`,
  });
}

/** The actor's role in the OU, from their scope. */
export function ownRole(actor: Actor): SQL {
  const roles = unitRolesOf(actor);
  return typeof roles === "string" ? sql`${roles}::text` : sql`(${jsonValue(roles)} ->> ${orgUnits.unitId})`;
}
