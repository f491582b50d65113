import { closeReview } from "@/domain/access-reviews/close-review";
import { mayRunReviews } from "@/domain/access-reviews/policy";
import { CloseQuery, ReviewClosing, ReviewParams } from "@/domain/access-reviews/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "closeAccessReview",
    locks: "organization",
    tag: "Access Reviews",
    summary: "Close a review and make its removals",
    description:
      "The removals are one access change, which can be undone. A membership that has changed since the review started (another role, another end, or granted anew) is not removed, and what is undecided stays; `outcomes` and the items say so. With `dry_run`, nothing changes. For org admins.",
    scope: "admin",
    allow: mayRunReviews,
    params: ReviewParams,
    query: CloseQuery,
    responses: { 200: ReviewClosing },
    refusals: ["access_review_not_found", "access_review_closed"],
  },
  ({ tx, actor, params, query }) => closeReview(tx, actor, params.id, query.dry_run === "true"),
);
