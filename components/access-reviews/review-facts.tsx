import { Fact, Facts } from "@/components/ui/facts";
import { LocalTime } from "@/components/ui/local-time";
import type { AccessReviewDetail } from "@/domain/access-reviews/schema";

const nameOf = ({ name }: { name: string | null }) => name ?? "a former member";

/** Who started a review, until when it is due, who reviews, and who has closed it. */
export function ReviewFacts({ review }: { review: AccessReviewDetail }) {
  const { created_by, created_at, due_at, reviewers, closed_at, closed_by } = review;
  return (
    <Facts>
      <Fact term="Started">
        <span className="wrap-anywhere">
          by {created_by?.name ?? "somebody unknown"}, <LocalTime value={created_at} />
        </span>
      </Fact>
      <Fact term="Due">
        <LocalTime value={due_at} />
      </Fact>
      <Fact term="Reviewers">
        <span className="wrap-anywhere">
          {reviewers ? reviewers.map(nameOf).join(", ") : "Admins of the org units, and org admins"}
        </span>
      </Fact>
      {closed_at && (
        <Fact term="Closed">
          <span className="wrap-anywhere">
            by {closed_by?.name ?? "somebody unknown"}, <LocalTime value={closed_at} />
          </span>
        </Fact>
      )}
      <Fact term="Org units">
        <span className="wrap-anywhere">{review.units.map(({ name }) => name).join(", ")}</span>
      </Fact>
    </Facts>
  );
}
