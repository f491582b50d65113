import type { ReviewItem, ReviewOutcome } from "@/domain/access-reviews/item-schema";
import type { AccessReview } from "@/domain/access-reviews/schema";
import { countText, numberText } from "@/lib/number-text";

/** The page that lists the access reviews; each has its own page below it. */
export const REVIEWS_PATH = "/dashboard/access-reviews";

/** "12 of 40 decided". */
export const progressText = ({ items, decided }: Pick<AccessReview, "items" | "decided">): string =>
  `${numberText(decided)} of ${numberText(items)} decided`;

/** What closing has done with a membership. */
export const outcomeNames: Record<ReviewOutcome, string> = {
  removed: "Removed",
  kept: "Kept",
  undecided: "Undecided, kept",
  changed: "Changed since, kept",
  gone: "Had ended already",
};

/** The Badge tone of each outcome. */
export const outcomeTones = {
  removed: "bad",
  kept: "good",
  undecided: "warn",
  changed: "warn",
  gone: "neutral",
} as const;

export const decisionNames = { keep: "Keep", remove: "Remove" } as const;

/** The member of an item, who may have been removed since. */
export const memberName = ({ first_name: first, last_name: last }: ReviewItem): string =>
  first === null ? "A former member" : `${first} ${last}`;

/** "3 memberships". */
export const membershipsText = (count: number) => countText(count, "membership");
