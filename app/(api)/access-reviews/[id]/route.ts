import { readReview } from "@/domain/access-reviews/list-reviews";
import { maySeeReviews } from "@/domain/access-reviews/policy";
import { AccessReviewDetail, ReviewParams } from "@/domain/access-reviews/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getAccessReview",
    tag: "Access Reviews",
    summary: "Read a review of access, and what closing it has done or would do",
    description: "OU admins see the part that concerns their OUs, and its numbers.",
    scope: "read",
    allow: maySeeReviews,
    params: ReviewParams,
    responses: { 200: AccessReviewDetail },
    refusals: ["access_review_not_found"],
  },
  { read: ({ tx, reader, params }) => readReview(tx, reader, params.id) },
);
