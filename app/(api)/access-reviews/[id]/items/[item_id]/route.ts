import { decideItem } from "@/domain/access-reviews/decide";
import { DecideBody, ReviewItem, ReviewItemParams } from "@/domain/access-reviews/item-schema";
import { maySeeReviews } from "@/domain/access-reviews/policy";
import { itemVersion } from "@/domain/access-reviews/version";
import { endpoint } from "@/lib/http/endpoint";

export const PUT = endpoint(
  {
    id: "decideAccessReviewItem",
    locks: "access",
    tag: "Access Reviews",
    summary: "Decide whether a membership is to stay",
    description:
      "May be changed until the review closes. For the reviewers of its OU and for org admins. Nobody but an org admin decides about their own access.",
    scope: "admin",
    allow: maySeeReviews,
    params: ReviewItemParams,
    body: DecideBody,
    versioned: itemVersion,
    responses: { 200: ReviewItem },
    refusals: ["access_review_item_not_found", "access_review_closed"],
  },
  ({ tx, actor, params, body }) => decideItem(tx, actor, params.id, params.item_id, body.decision),
);
