import { exportReview } from "@/domain/access-reviews/export-review";
import { ReviewExportQuery, ReviewItemList } from "@/domain/access-reviews/item-schema";
import { maySeeReviews } from "@/domain/access-reviews/policy";
import { ReviewParams } from "@/domain/access-reviews/schema";
import { endpoint } from "@/lib/http/endpoint";
import { fileHeader, fileHeaders } from "@/lib/http/file-header";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "exportAccessReview",
    tag: "Access Reviews",
    summary: "Export a review as a CSV or JSON file",
    description:
      "Streams the items of `GET /access-reviews/{id}/items`; once the review is closed, this is its report. The CSV is written as that of `GET /members/export`. If the connection breaks, the file is incomplete.",
    scope: "read",
    allow: maySeeReviews,
    params: ReviewParams,
    query: ReviewExportQuery,
    responses: { 200: ReviewItemList },
    media: { "text/csv": "UTF-8 with a byte order mark" },
    headers: fileHeader,
    refusals: ["access_review_not_found"],
  },
  async ({ tx, actor, params, query, again }) => {
    const headers = fileHeaders("access-review", query.format ?? "csv");
    return new Reply(200, await exportReview(tx, actor, params.id, query, again), headers);
  },
);
