import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { ReviewsForAdmins } from "@/app/(dashboard)/refusals";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { ReviewsResult } from "@/components/access-reviews/reviews-result";
import { StartReview } from "@/components/access-reviews/start-review";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { pageReviews } from "@/domain/access-reviews/list-reviews";
import { mayRunReviews, maySeeReviews } from "@/domain/access-reviews/policy";
import { reviewListQuery } from "@/domain/access-reviews/schema";
import { listOrgUnits } from "@/domain/org-units/list-org-units";

export const metadata: Metadata = { title: "Access reviews" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReviewsPage({ searchParams }: Props) {
  const query = reviewListQuery(await searchParams);
  const [sized, choices] = [await withPageSize(query), await readTableChoices("reviews")];
  const limit = query.limit?.toString();
  const ahead = (tx: ReadTx) => pageReviews(tx, scopedReader, sized);
  return readPage(async ({ tx, actor, ahead: page }) => {
    if (!maySeeReviews(actor)) return <ReviewsForAdmins />;
    const mayRun = mayRunReviews(actor);
    const unitList = mayRun ? await listOrgUnits(tx, actor) : null;
    const units = unitList?.parse().map(({ unit_id, name, is_default }) => ({ unit_id, name, is_default }));
    return (
      <>
        <PageHeader
          title="Access reviews"
          description="Who has access to an org unit is gone through, one by one, and kept or removed."
          actions={units && <StartReview units={units} />}
        />
        <ReviewsResult page={page} state={{ limit }} size={sized.limit} choices={choices} mayRun={mayRun} />
      </>
    );
  }, ahead);
}
