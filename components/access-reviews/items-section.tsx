import { Exports } from "@/components/data-table/exports";
import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { listHref } from "@/components/data-table/list-href";
import { Pager } from "@/components/data-table/pager";
import { NoMatch } from "@/components/ui/no-match";
import { PageSection } from "@/components/ui/page-section";
import type { ReviewItem, ReviewItemsQuery } from "@/domain/access-reviews/item-schema";
import type { AccessReview } from "@/domain/access-reviews/schema";
import type { Page } from "@/lib/http/page";
import { ReviewItems } from "./review-items";
import { REVIEWS_PATH } from "./review-words";

type Props = {
  review: AccessReview;
  page: Page<ReviewItem>;
  decision: ReviewItemsQuery["decision"];
  selfId: string;
};

const choices = [
  { value: "", label: "All" },
  { value: "none", label: "Undecided" },
  { value: "keep", label: "To keep" },
  { value: "remove", label: "To remove" },
];

/** A page of a review's memberships, filtered by decision, with links to its neighbours and exports. */
export function ItemsSection({ review, page, decision, selfId }: Props) {
  const path = `${REVIEWS_PATH}/${review.id}`;
  const items = page.items.parse();
  const exported = { hrefOf: (format: string) => listHref(`/access-reviews/${review.id}/export`, { format }) };
  return (
    <PageSection id="items" title="Who has access" actions={<Exports formats={["csv", "json"]} {...exported} />}>
      <FilteredList
        path={path}
        label="Filter memberships"
        values={{ decision: decision ?? "" }}
        fields={<ChoiceFilter name="decision" label="Decision" value={decision ?? ""} options={choices} />}
      >
        {items.length > 0 && <ReviewItems review={review} items={items} selfId={selfId} />}
        {items.length === 0 && (
          <NoMatch title="Nothing here" href={path} label="Show all">
            No membership of this review has this decision.
          </NoMatch>
        )}
        <Pager label="Pages of memberships" path={path} state={{ decision }} page={page} />
      </FilteredList>
    </PageSection>
  );
}
