import { type SQL, sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { type ListRequest, latestFirst, readPage } from "@/db/keyset";
import { accessChangeItems, accessChanges } from "@/db/schema/access-changes";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { changeJson, changeWithItemsJson } from "./present";
import type { AccessChange, AccessChangeDetail, AccessChangeListQuery } from "./schema";

/** The condition that a row is this change of the reader's organization. */
export const isChange = (reader: Reader, changeId: string): SQL =>
  sql`${accessChanges.orgId} = ${reader.orgId} and ${accessChanges.changeId} = ${changeId}`;

/** A page of the changes, the latest first, as far as the reader sees them. Throws invalid_content for a cursor. */
export function pageChanges(tx: Tx, reader: Reader, query: AccessChangeListQuery = {}) {
  const { limit = DEFAULT_LIMIT, cursor, org_member_id: memberId } = query;
  const concerns = sql`and ${accessChanges.changeId} in (select ${accessChangeItems.changeId} from ${accessChangeItems}
    where ${accessChangeItems.orgId} = ${reader.orgId} and ${accessChangeItems.orgMemberId} = ${memberId})`;
  const list: ListRequest = {
    from: accessChanges,
    where: sql`${accessChanges.orgId} = ${reader.orgId} ${memberId === undefined ? sql`` : concerns}`,
    sort: latestFirst("-created_at", accessChanges.createdAt, accessChanges.changeId),
    item: changeJson,
  };
  return readPage<AccessChange>(tx, list, { limit, cursor });
}

/** One change with its items, as far as the reader sees them. Throws access_change_not_found. */
export const readChange = (tx: Tx, reader: Reader, changeId: string) =>
  readJson<AccessChangeDetail>(
    tx,
    sql`select ${changeWithItemsJson}::text as json from ${accessChanges} where ${isChange(reader, changeId)}`,
    "access_change_not_found",
  );
