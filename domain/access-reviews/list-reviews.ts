import { type SQL, sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { byId, type ListRequest, latestFirst, readPage } from "@/db/keyset";
import { accessReviewItems as items, accessReviews as reviews } from "@/db/schema/access-reviews";
import type { Tx } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import type { ReviewItem, ReviewItemsQuery } from "./item-schema";
import { besideItem, itemJson, reviewDetailJson, reviewJson, withCounts, withOutcomes } from "./present";
import type { AccessReview, AccessReviewDetail, ReviewListQuery } from "./schema";

/** The condition that a row is this review of the reader's organization. */
export const isReview = (reader: Reader, id: string): SQL =>
  sql`${reviews.orgId} = ${reader.orgId} and ${reviews.reviewId} = ${id}`;

const statuses = { open: sql`is null`, closed: sql`is not null` };

/** A page of the reviews, the latest first, as far as the reader sees them. Throws invalid_content for a cursor. */
export function pageReviews(tx: Tx, reader: Reader, query: ReviewListQuery = {}) {
  const { limit = DEFAULT_LIMIT, cursor, status } = query;
  const list = {
    from: reviews,
    where: sql`${reviews.orgId} = ${reader.orgId} ${status ? sql`and ${reviews.closedAt} ${statuses[status]}` : sql``}`,
    sort: latestFirst("-created_at", reviews.createdAt, reviews.reviewId),
    item: reviewJson,
    beside: withCounts,
  };
  return readPage<AccessReview>(tx, list, { limit, cursor });
}

/** One review, with what closing it has done or would do. Throws access_review_not_found. */
export const readReview = (tx: Tx, reader: Reader, id: string) =>
  readJson<AccessReviewDetail>(
    tx,
    sql`select ${reviewDetailJson}::text as json from ${reviews} ${withOutcomes} where ${isReview(reader, id)}`,
    "access_review_not_found",
  );

/** A page of a review's items, by OU and name. Throws access_review_not_found, invalid_content for a cursor. */
export function pageItems(tx: Tx, reader: Reader, id: string, query: ReviewItemsQuery) {
  const { limit = DEFAULT_LIMIT, cursor, ...filters } = query;
  return readPage<ReviewItem>(tx, itemList(reader, id, filters), { limit, cursor });
}

/** All of them, streamed if the list is long. Throws access_review_not_found. */
export const streamItems = (tx: Tx, reader: Reader, id: string, query: ReviewItemsQuery, again: Again) =>
  streamAll<ReviewItem>(tx, again, itemList(reader, id, query), query);

/** The list of a review's items that a query describes. */
export function itemList(reader: Reader, id: string, { decision }: Pick<ReviewItemsQuery, "decision">): ListRequest {
  const decided = { none: sql`and ${items.decision} is null`, keep: isDecided("keep"), remove: isDecided("remove") };
  return {
    from: items,
    where: sql`${items.orgId} = ${reader.orgId} and ${items.reviewId} = ${id} ${decision ? decided[decision] : sql``}`,
    sort: byId(items.itemId),
    item: itemJson,
    beside: besideItem,
    owner: {
      json: sql`select 'true' from ${reviews} where ${isReview(reader, id)}`,
      missing: "access_review_not_found",
    },
  };
}

const isDecided = (decision: string) => sql`and ${items.decision} = ${decision}`;

/** One item. Throws access_review_item_not_found. */
export const readItem = (tx: Tx, reader: Reader, id: string, itemId: string) =>
  readJson<ReviewItem>(
    tx,
    sql`select ${itemJson}::text as json from ${items} ${besideItem} where ${isItem(reader, id, itemId)}`,
    "access_review_item_not_found",
  );

/** The condition that a row is this item of that review. */
export const isItem = (reader: Reader, id: string, itemId: string): SQL =>
  sql`${items.orgId} = ${reader.orgId} and ${items.reviewId} = ${id} and ${items.itemId} = ${itemId}`;
