import { BlockTable } from "@/components/data-table/plain-table";
import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import { type AccessReview, reviewTitle } from "@/domain/access-reviews/schema";
import { ReviewStatus } from "./review-status";
import { progressText, REVIEWS_PATH } from "./review-words";

const headings = [{ label: "Org units" }, { label: "Progress" }, { label: "Due" }, { label: "Started by" }];

/** Access reviews, newest first; below 640 px each row is a block. */
export function ReviewsTable({ reviews, caption }: { reviews: AccessReview[]; caption: string }) {
  return (
    <BlockTable caption={caption} headings={headings}>
      {reviews.map((review) => (
        <tr key={review.id} className="border-line border-b align-top last:border-b-0 max-sm:block max-sm:py-2">
          <th scope="row" className="py-2 pr-4 wrap-anywhere font-normal max-sm:block max-sm:p-0">
            <Link href={`${REVIEWS_PATH}/${review.id}`} className="inline-block min-h-6 font-medium text-text">
              {reviewTitle(review.units)}
            </Link>{" "}
            <ReviewStatus review={review} />
          </th>
          <td className="py-2 pr-4 tabular-nums max-sm:block max-sm:p-0">{progressText(review)}</td>
          <td className="py-2 pr-4 text-muted max-sm:block max-sm:p-0">
            <span className="sm:hidden">Due </span>
            <LocalTime value={review.due_at} precision="day" />
          </td>
          <td className="py-2 wrap-anywhere text-muted max-sm:hidden">{review.created_by?.name ?? "Unknown"}</td>
        </tr>
      ))}
    </BlockTable>
  );
}
