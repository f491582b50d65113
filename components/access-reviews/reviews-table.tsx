import { cutStyle } from "@/components/data-table/cut";
import { BlockTable } from "@/components/data-table/plain-table";
import { cellStyle, rowStyle } from "@/components/data-table/table-style";
import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import { type AccessReview, reviewTitle } from "@/domain/access-reviews/schema";
import { ReviewStatus } from "./review-status";
import { progressText, REVIEWS_PATH } from "./review-words";

const headings = [
  { label: "Org units" },
  { label: "Progress", className: "w-[24%]" },
  { label: "Due", className: "w-[16%]" },
  { label: "Started by", className: "w-[20%]" },
];

/** Access reviews, newest first; below 640 px each row is a block. */
export function ReviewsTable({ reviews, caption }: { reviews: AccessReview[]; caption: string }) {
  return (
    <BlockTable caption={caption} headings={headings}>
      {reviews.map((review) => (
        <tr key={review.id} className={`${rowStyle} max-sm:block max-sm:py-2`}>
          <th scope="row" className={`${cellStyle} text-left max-sm:block`}>
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
          </th>
          <td className={`${cellStyle} sm:truncate tabular-nums max-sm:block`}>{progressText(review)}</td>
          <td className={`${cellStyle} sm:truncate text-muted max-sm:block`}>
            <span className="sm:hidden">Due </span>
            <LocalTime value={review.due_at} precision="day" />
          </td>
          <td title={review.created_by?.name} className={`${cellStyle} sm:truncate text-muted max-sm:hidden`}>
            {review.created_by?.name ?? "Unknown"}
          </td>
        </tr>
      ))}
    </BlockTable>
  );
}
