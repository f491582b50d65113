import { keepRemaining } from "@/domain/access-reviews/decide";
import { KeepRemainingBody, KeptRemaining } from "@/domain/access-reviews/item-schema";
import { maySeeReviews } from "@/domain/access-reviews/policy";
import { ReviewParams } from "@/domain/access-reviews/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "keepRemainingAccess",
    locks: "access",
    tag: "Access Reviews",
    summary: "Keep every membership that is undecided and that you may decide",
    description: "All at once, or none if another number is left than you saw.",
    scope: "admin",
    allow: maySeeReviews,
    params: ReviewParams,
    body: KeepRemainingBody,
    responses: { 200: KeptRemaining },
    refusals: ["access_review_not_found", "access_review_closed", "selection_changed"],
  },
  async ({ tx, actor, params, body }) => ({ kept: await keepRemaining(tx, actor, params.id, body.expected_count) }),
);
