import { z } from "zod";
import { AccessChangeDiff } from "@/domain/access-changes/schema";
import { Maker } from "@/domain/members/schema";
import { cursorOrNone } from "@/lib/cursor";
import { futureSecond, idText, pathId, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters } from "@/lib/list-parameters";
import { countText } from "@/lib/number-text";

/** The most memberships of one review, and so of the change that closes it. */
export const REVIEWED_AT_ONCE = 10_000;
const UNITS_AT_ONCE = 500;
const REVIEWERS_AT_ONCE = 50;

const distinct = (list: readonly string[]) => new Set(list).size === list.length;

export const StartReviewBody = z
  .strictObject({
    unit_ids: z
      .array(idText())
      .min(1, "must name at least one org unit")
      .max(UNITS_AT_ONCE)
      .refine(distinct, "must not name an org unit twice")
      .meta({ description: "The OUs to review", example: ["unit_emea"] }),
    due_at: futureSecond().meta({ description: "When it should be closed; reviewers are reminded three days before" }),
    reviewers: z
      .array(idText())
      .min(1, "must name at least one reviewer")
      .max(REVIEWERS_AT_ONCE)
      .refine(distinct, "must not name a reviewer twice")
      .optional()
      .meta({
        description:
          "Who reviews, instead of all admins of the OUs; each has to be an admin of one of them, or an org admin",
        example: ["mem_abc123"],
      }),
  })
  .meta({ id: "AccessReviewRequest" });

const count = () => z.int().meta({ example: 12 });
const reviewStatuses = ["open", "closed"] as const;
const reviewStatus = () => z.enum(reviewStatuses);

const fields = {
  id: z.string().meta({ example: "rev_abc123" }),
  status: reviewStatus(),
  created_at: timestamp(),
  created_by: Maker,
  due_at: timestamp(),
  units: z
    .array(z.object({ unit_id: z.string(), name: z.string() }))
    .meta({ description: "The OUs reviewed, as far as you are an admin of them" }),
  reviewers: z
    .array(z.object({ org_member_id: z.string(), name: z.string().nullable() }))
    .nullable()
    .meta({ description: "The reviewers who were named; null for the admins of the OUs" }),
  items: count().meta({
    description: "How many memberships it has, as far as you see them; the other counts likewise",
  }),
  decided: count(),
  keep: count(),
  remove: count(),
  to_decide: count().meta({ description: "How many undecided items you may decide" }),
  closed_at: timestamp().nullable(),
  closed_by: Maker,
  access_change_id: z
    .string()
    .nullable()
    .meta({ description: "The access change that made the removals; null if there were none", example: "chg_abc123" }),
};

/** A review as lists show it. */
export const AccessReview = z.object(fields).meta({ id: "AccessReview" });
export const AccessReviewList = z.array(AccessReview);

export const outcomes = ["removed", "kept", "undecided", "changed", "gone"] as const;
export const OUTCOMES =
  "`removed`; `kept`; `undecided`, which keeps it; `changed`: to be removed, but changed since the review started, so it was kept; `gone`: it had ended already";

/** The same with what closing it has done, or would do now. */
export const AccessReviewDetail = z
  .object({
    ...fields,
    outcomes: z
      .object({ removed: count(), kept: count(), undecided: count(), changed: count(), gone: count() })
      .meta({ description: `What closing has done to how many memberships, or would do now. ${OUTCOMES}` }),
  })
  .meta({ id: "AccessReviewDetail" });

/** What closing a review has done, or would do. */
export const ReviewClosing = z
  .object({ review: AccessReviewDetail, change: AccessChangeDiff })
  .meta({ id: "AccessReviewClosing" });

export const ReviewParams = z.object({ id: pathId().meta({ example: "rev_abc123" }) });
export const CloseQuery = z.strictObject({
  dry_run: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "`true` closes nothing and says what would happen" }),
});
export const ReviewListQuery = z.strictObject({
  ...listParameters,
  status: reviewStatus().optional().meta({ description: "Only open or only closed reviews" }),
});

/** The query of the list page's address, without what is invalid. */
export function reviewListQuery(parameters: AddressParameters): ReviewListQuery {
  const query = addressQuery(ReviewListQuery.shape, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, "-created_at", ["time", "text"]) };
}

/** What a review is called: "EMEA Sales, Events and 3 others". */
export function reviewTitle(units: readonly { name: string }[]): string {
  const names = units.map(({ name }) => name);
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, 2).join(", ")} and ${countText(names.length - 2, "other")}`;
}

export type StartReviewInput = z.output<typeof StartReviewBody>;
export type ReviewListQuery = z.output<typeof ReviewListQuery>;
export type AccessReview = z.output<typeof AccessReview>;
export type AccessReviewDetail = z.output<typeof AccessReviewDetail>;
export type ReviewClosing = z.output<typeof ReviewClosing>;
