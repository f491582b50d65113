import { sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { latestFirst, type PageRequest, readPage } from "@/db/keyset";
import { accessChangeItems, accessChanges } from "@/db/schema/access-changes";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { unitsOfReader } from "./policy";
import { changeJson, changeWithItemsJson, isChange, reaches } from "./present";
import type { AccessChange, AccessChangeDetail, AccessChangeListQuery } from "./schema";

/** A page of the changes, the latest first, as far as they concern the actor's OUs. Throws invalid_content for a cursor. */
export function pageChanges(tx: Tx, actor: Actor, query: AccessChangeListQuery = {}) {
  const { limit = DEFAULT_LIMIT, cursor, org_member_id: memberId } = query;
  const units = unitsOfReader(actor);
  const concerns = sql`and ${accessChanges.changeId} in (select ${accessChangeItems.changeId} from ${accessChangeItems}
    where ${accessChangeItems.orgId} = ${actor.orgId} and ${accessChangeItems.orgMemberId} = ${memberId} and ${reaches(units)})`;
  const request: PageRequest = {
    from: accessChanges,
    where: sql`${isChange(actor, units)} ${memberId === undefined ? sql`` : concerns}`,
    sort: latestFirst("-created_at", accessChanges.createdAt, accessChanges.changeId),
    item: changeJson(units),
    limit,
    cursor,
  };
  return readPage<AccessChange>(tx, request);
}

/** One change with its items, as far as they concern the actor's OUs. Throws access_change_not_found. */
export function readChange(tx: Tx, actor: Actor, changeId: string) {
  const units = unitsOfReader(actor);
  return readJson<AccessChangeDetail>(
    tx,
    sql`select ${changeWithItemsJson(units)}::text as json from ${accessChanges}
         where ${isChange(actor, units)} and ${accessChanges.changeId} = ${changeId}`,
    "access_change_not_found",
  );
}
