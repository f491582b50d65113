import { z } from "zod";
import { Maker } from "@/domain/members/schema";
import { reviewDecisions, reviewedStates } from "@/lib/access-review";
import { cursorOrNone } from "@/lib/cursor";
import { pathId, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters } from "@/lib/list-parameters";
import { memberStatuses, roles } from "@/lib/roles";
import { OUTCOMES, outcomes } from "./schema";

export const DecideBody = z
  .strictObject({ decision: z.enum(reviewDecisions).meta({ description: "Whether the membership is to stay" }) })
  .meta({ id: "AccessReviewDecision" });

export const KeepRemainingBody = z
  .strictObject({
    expected_count: z.int().min(0).meta({
      description: "How many items you saw left (`to_decide`). If the number has changed: 409 `selection_changed`",
      example: 1,
    }),
  })
  .meta({ id: "KeepRemainingRequest" });

export const KeptRemaining = z.object({ kept: z.int().meta({ example: 1 }) }).meta({ id: "KeptRemaining" });

const Granter = z.object({ org_member_id: z.string(), name: z.string().meta({ example: "Grace Hopper" }) });

/** A membership under review, as it was when the review started. */
export const ReviewItem = z
  .object({
    id: z.string().meta({ example: "rvi_abc123" }),
    unit_id: z.string(),
    unit_name: z.string(),
    org_member_id: z.string().meta({ example: "mem_abc123" }),
    first_name: z.string().nullable().meta({ description: "Null if the member has been removed", example: "Ada" }),
    last_name: z.string().nullable().meta({ example: "Lovelace" }),
    email: z.string().nullable().meta({ example: "ada@example.com" }),
    status: z.enum(memberStatuses).nullable(),
    role: z.enum(roles).meta({ description: "The role in the OU when the review started" }),
    source: z.enum(["membership", "org_admin"]).meta({
      description: "`org_admin`: they were org admin then, and have access with or without this membership",
    }),
    granted_by: Granter.nullable().meta({ description: "Who granted it; null if unknown or removed since" }),
    granted_at: timestamp(),
    expires_at: timestamp().nullable(),
    last_active_at: timestamp().nullable().meta({
      description: "Their last request anywhere in the organization when the review started, as far as it was known",
    }),
    state: z.enum(reviewedStates).meta({
      description: "What has become of the membership since the review started, or had until it closed",
    }),
    current_role: z.enum(roles).nullable().meta({
      description: "The role in the OU now, or when the review closed; null without a membership",
    }),
    decision: z.enum(reviewDecisions).nullable(),
    decided_by: Maker,
    decided_at: timestamp().nullable(),
    may_decide: z.boolean().meta({ description: "Whether you may decide it now" }),
    outcome: z
      .enum(outcomes)
      .nullable()
      .meta({ description: `Null while the review is open. ${OUTCOMES}` }),
  })
  .meta({ id: "AccessReviewItem" });
export const ReviewItemList = z.array(ReviewItem);

export const ReviewItemParams = z.object({
  id: pathId().meta({ example: "rev_abc123" }),
  item_id: pathId().meta({ example: "rvi_abc123" }),
});

const decisionFilter = {
  decision: z
    .enum([...reviewDecisions, "none"])
    .optional()
    .meta({ description: "Only items with this decision; `none`: only undecided ones" }),
};
export const ReviewItemsQuery = z.strictObject({ ...listParameters, ...decisionFilter });
export const ReviewExportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).optional().meta({ description: "Defaults to csv" }),
  ...decisionFilter,
});

/** The query of a review page's address, without what is invalid. */
export function reviewItemsQuery(parameters: AddressParameters): ReviewItemsQuery {
  const query = addressQuery(ReviewItemsQuery.shape, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, "id", ["text"]) };
}

export type ReviewItem = z.output<typeof ReviewItem>;
export type ReviewItemsQuery = z.output<typeof ReviewItemsQuery>;
export type ReviewExportQuery = z.output<typeof ReviewExportQuery>;
export type ReviewOutcome = (typeof outcomes)[number];
