import { type BlockColumn, BlockTable } from "@/components/data-table/block-table";
import { cutStyle } from "@/components/data-table/cut";
import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import { type AccessReview, reviewTitle } from "@/domain/access-reviews/schema";
import type { TableChoices } from "@/lib/table-choices";
import { ReviewStatus } from "./review-status";
import { progressText, REVIEWS_PATH } from "./review-words";

/** The columns of the list of access reviews. */
export const reviewColumns: readonly BlockColumn<AccessReview>[] = [
  {
    id: "units",
    label: "Org units",
    cell: (review) => (
      <span className="flex items-center gap-x-2 max-sm:flex-wrap">
        <Link
          href={`${REVIEWS_PATH}/${review.id}`}
          title={reviewTitle(review.units)}
          className={`${cutStyle} font-medium text-text leading-6`}
        >
          {reviewTitle(review.units)}
        </Link>{" "}
        <ReviewStatus review={review} />
      </span>
    ),
  },
  { id: "progress", label: "Progress", width: "w-[24%]", look: "tabular-nums", cell: progressText },
  {
    id: "due",
    label: "Due",
    width: "w-[16%]",
    look: "text-muted",
    cell: (review) => (
      <>
        <span className="sm:hidden">Due </span>
        <LocalTime value={review.due_at} precision="day" />
      </>
    ),
  },
  {
    id: "by",
    label: "Started by",
    width: "w-[20%]",
    look: "text-muted max-sm:hidden",
    title: (review) => review.created_by?.name,
    cell: (review) => review.created_by?.name ?? "Unknown",
  },
];

type Props = { reviews: AccessReview[]; caption: string; choices: TableChoices };

/** Access reviews, newest first. */
export function ReviewsTable({ reviews, ...look }: Props) {
  return <BlockTable {...look} columns={reviewColumns} rows={reviews} rowId={({ id }) => id} />;
}
