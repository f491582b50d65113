import { hideable } from "@/components/data-table/block-table";
import { Display } from "@/components/data-table/display";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import type { AccessReview } from "@/domain/access-reviews/schema";
import type { Page } from "@/lib/http/page";
import type { TableChoices } from "@/lib/table-choices";
import { REVIEWS_PATH } from "./review-words";
import { ReviewsTable, reviewColumns } from "./reviews-table";

type Props = {
  page: Page<AccessReview>;
  state: { limit?: string | undefined };
  size: number;
  choices: TableChoices;
  mayRun: boolean;
};

/** A page of access reviews with links to its neighbours. */
export function ReviewsResult({ page, state, size, choices, mayRun }: Props) {
  const { total, from } = page;
  const items = page.items.parse();
  const range = rangeText({ from, shown: items.length, total });
  const pages = { label: "Pages of access reviews", path: REVIEWS_PATH, state, page };
  return (
    <>
      {total > 0 && (
        <ListToolbar status={range} pages={pages}>
          {items.length > 0 && <Display table="reviews" choices={choices} columns={hideable(reviewColumns)} />}
        </ListToolbar>
      )}
      {items.length > 0 && <ReviewsTable reviews={items} caption={`Access reviews, ${range}`} choices={choices} />}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(REVIEWS_PATH, state)} />}
      {total === 0 && (
        <EmptyState title="No access reviews yet">
          {mayRun
            ? "Start one to have the admins of org units go through who has access, and remove what nobody needs any more."
            : "When an org admin starts a review of your org units, you decide here who keeps access."}
        </EmptyState>
      )}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}
