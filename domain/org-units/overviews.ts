import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonValue } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { unitRolesOf } from "@/domain/access/policy";
import { cursorOrNone } from "@/lib/cursor";
import type { Page } from "@/lib/http/page";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { orgUnitKeyKinds, readUnits } from "./list-org-units";
import { orgUnitFields } from "./present";
import type { OrgUnitListQuery, OrgUnitOverview } from "./schema";

/** Every OU the actor has access to, with its number of members and the actor's role in it. */
export async function listOrgUnitOverviews(tx: Tx, actor: Actor): Promise<OrgUnitOverview[]> {
  return (await readUnits<OrgUnitOverview>(tx, actor, {}, overviewOf(actor))).items.parse();
}

/** A page of the same; an invalid cursor is ignored. */
export async function pageOrgUnitOverviews(
  tx: Tx,
  actor: Actor,
  query: OrgUnitListQuery,
): Promise<Omit<Page<OrgUnitOverview>, "items"> & { items: OrgUnitOverview[] }> {
  const cursor = cursorOrNone(query.cursor, "name", orgUnitKeyKinds);
  const page = await readUnits<OrgUnitOverview>(
    tx,
    actor,
    { limit: DEFAULT_LIMIT, ...query, cursor },
    overviewOf(actor),
  );
  return { ...page, items: page.items.parse() };
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
