import { pageReviews } from "@/domain/access-reviews/list-reviews";
import { mayRunReviews, maySeeReviews } from "@/domain/access-reviews/policy";
import { AccessReviewDetail, AccessReviewList, ReviewListQuery, StartReviewBody } from "@/domain/access-reviews/schema";
import { startReview } from "@/domain/access-reviews/start-review";
import { endpoint } from "@/lib/http/endpoint";
import { pageHeaders, pageReply } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "listAccessReviews",
    tag: "Access Reviews",
    summary: "List the reviews of who has access",
    description:
      "Newest first, one page at a time: 50 without a `limit`. OU admins see the reviews of their OUs, and only what concerns those.",
    scope: "read",
    allow: maySeeReviews,
    query: ReviewListQuery,
    responses: { 200: AccessReviewList },
    optionalHeaders: pageHeaders,
  },
  {
    read: async ({ tx, reader, query }) => {
      const page = await pageReviews(tx, reader, query);
      return pageReply("/access-reviews", query, page, { "X-Total-Count": String(page.total) });
    },
  },
);

export const POST = endpoint(
  {
    id: "startAccessReview",
    locks: "organization",
    tag: "Access Reviews",
    summary: "Start a review of who has access to Organizational Units",
    description:
      "Takes down every membership that the OUs have now, up to 10,000, each an item to keep or remove. Nothing changes until the review is closed. The reviewers are the admins of each OU, or those of them who are named; org admins may decide everything. Reviewers get a mail now, three days before it is due, and when it is overdue. For org admins.",
    scope: "admin",
    allow: mayRunReviews,
    body: StartReviewBody,
    responses: { 201: AccessReviewDetail },
    headers: { Location: "The path of the review" },
    refusals: ["org_unit_not_found", "member_not_found"],
  },
  async ({ tx, actor, body }) => {
    const review = await startReview(tx, actor, body);
    return new Reply(201, review, { Location: `/access-reviews/${review.parse().id}` });
  },
);
