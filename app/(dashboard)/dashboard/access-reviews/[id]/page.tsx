import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { ReviewsForAdmins } from "@/app/(dashboard)/refusals";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { CloseReview } from "@/components/access-reviews/close-review";
import { ItemsSection } from "@/components/access-reviews/items-section";
import { ReviewFacts } from "@/components/access-reviews/review-facts";
import { ReviewReport } from "@/components/access-reviews/review-report";
import { ReviewStatus } from "@/components/access-reviews/review-status";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { readChange } from "@/domain/access-changes/list-changes";
import { reviewItemsQuery } from "@/domain/access-reviews/item-schema";
import { pageItems, readReview } from "@/domain/access-reviews/list-reviews";
import { mayRunReviews, maySeeReviews } from "@/domain/access-reviews/policy";
import { ReviewParams, reviewTitle } from "@/domain/access-reviews/schema";
import { nullFor } from "@/lib/errors";

export const metadata: Metadata = { title: "Access review" };

const USUAL = 100;
const orNull = nullFor("access_review_not_found");

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReviewPage({ params, searchParams }: Props) {
  const { id } = ReviewParams.parse(await params);
  const query = reviewItemsQuery(await searchParams);
  const [sized, choices] = [await withPageSize(query, USUAL), await readTableChoices("items")];
  const ahead = (tx: ReadTx) =>
    Promise.all([readReview(tx, scopedReader, id).catch(orNull), pageItems(tx, scopedReader, id, sized).catch(orNull)]);
  return readPage(async ({ tx, actor, ahead: [found, page] }) => {
    if (!maySeeReviews(actor)) return <ReviewsForAdmins />;
    const review = found?.parse() ?? notFound();
    const mayRun = mayRunReviews(actor);
    const changeId = review.access_change_id;
    const change = changeId && (await readChange(tx, actor, changeId).catch(nullFor("access_change_not_found")));
    return (
      <>
        <PageHeader
          title={
            <>
              Who has access to {reviewTitle(review.units)} <ReviewStatus review={review} />
            </>
          }
          actions={mayRun && review.status === "open" && <CloseReview reviewId={id} selfId={actor.memberId} />}
        />
        <ReviewFacts review={review} />
        {review.status === "closed" && (
          <ReviewReport review={review} change={change ? change.parse() : null} mayUndo={mayRun} />
        )}
        {page && (
          <ItemsSection
            review={review}
            page={page}
            decision={query.decision}
            selfId={actor.memberId}
            limit={query.limit?.toString()}
            size={sized.limit}
            choices={choices}
          />
        )}
      </>
    );
  }, ahead);
}
