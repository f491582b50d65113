import { type SQL, sql } from "drizzle-orm";
import { type ListRequest, readPage } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { type Again, readWhole, type WholeList } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { asksForPage, type Page } from "@/lib/http/page";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { orgUnitJson } from "./present";
import type { OrgUnit, OrgUnitListQuery } from "./schema";

/**
 * The OUs the actor has access to that match the query, the default first, then by name: one page with `limit` or `cursor`,
 * else all of them. Throws invalid_content for an invalid cursor. (contract §7)
 */
export function findOrgUnits(tx: Tx, actor: Actor, query: OrgUnitListQuery): Promise<Page<OrgUnit>> {
  return readUnits<OrgUnit>(tx, actor, query, orgUnitJson);
}

/** The same list with each OU shown as `item`. */
export function readUnits<T>(tx: Tx, actor: Actor, query: OrgUnitListQuery, item: SQL): Promise<Page<T>> {
  const limit = asksForPage(query) ? (query.limit ?? DEFAULT_LIMIT) : undefined;
  return readPage<T>(tx, { ...orgUnitList(actor, query), item, limit, cursor: query.cursor });
}

/** All OUs the actor has access to that match the query, in the same order, streamed if the list is long. */
export function allOrgUnits(tx: Tx, actor: Actor, query: OrgUnitListQuery, again: Again): Promise<WholeList<OrgUnit>> {
  return readWhole<OrgUnit>(tx, again, orgUnitList(actor, query));
}

/** The list described by a query, for reading it by page or piece by piece. */
export function orgUnitList(actor: Actor, { search }: OrgUnitListQuery): ListRequest {
  const ours = sql`${orgUnits.orgId} = ${actor.orgId}`;
  const where = search ? sql`${ours} and ${contains(sql`${orgUnits.searchKey}`, search)}` : ours;
  return { from: orgUnits, where, sort, item: orgUnitJson };
}

/** The parts of the list's key, for its cursors. */
export const orgUnitKeyKinds = ["flag", "text", "text"] as const;

// The order of present.ts as one key, ascending in every part.
const values = [
  sql`(not ${orgUnits.isDefault})`,
  sql`${orgUnits.nameKey} collate "C"`,
  sql`${orgUnits.unitId} collate "C"`,
];
const sort: ListRequest["sort"] = {
  name: "name",
  descending: false,
  key: values.map((value, index) => ({ kind: orgUnitKeyKinds[index] ?? "text", value })),
};
