import { ReviewItemList, ReviewItemsQuery } from "@/domain/access-reviews/item-schema";
import { pageItems, streamItems } from "@/domain/access-reviews/list-reviews";
import { maySeeReviews } from "@/domain/access-reviews/policy";
import { ReviewParams } from "@/domain/access-reviews/schema";
import { endpoint } from "@/lib/http/endpoint";
import { listReply, pageHeaders } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listAccessReviewItems",
    tag: "Access Reviews",
    summary: "List the memberships under review, as they were when it started, with their decisions",
    description:
      "By OU, then by name. OU admins see those in their OUs. Returns the whole list unless `limit` or `cursor` asks for a page.",
    scope: "read",
    allow: maySeeReviews,
    params: ReviewParams,
    query: ReviewItemsQuery,
    responses: { 200: ReviewItemList },
    optionalHeaders: pageHeaders,
    refusals: ["access_review_not_found"],
  },
  {
    read: ({ tx, reader, params: { id }, query, again }) =>
      listReply(
        `/access-reviews/${id}/items`,
        query,
        () => pageItems(tx, reader, id, query),
        () => streamItems(tx, reader, id, query, again),
      ),
  },
);
