import { Display } from "@/components/data-table/display";
import { Exports } from "@/components/data-table/exports";
import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { Pager, rangeText } from "@/components/data-table/pager";
import { NoMatch } from "@/components/ui/no-match";
import { PageSection } from "@/components/ui/page-section";
import type { ReviewItem, ReviewItemsQuery } from "@/domain/access-reviews/item-schema";
import type { AccessReview } from "@/domain/access-reviews/schema";
import type { Page } from "@/lib/http/page";
import type { TableChoices } from "@/lib/table-choices";
import { itemColumnNames } from "./item-columns";
import { ReviewItems } from "./review-items";
import { REVIEWS_PATH } from "./review-words";

type Props = {
  review: AccessReview;
  page: Page<ReviewItem>;
  decision: ReviewItemsQuery["decision"];
  selfId: string;
  /** The page size in the address. */
  limit: string | undefined;
  size: number;
  choices: TableChoices;
};

const choices = [
  { value: "", label: "All" },
  { value: "none", label: "Undecided" },
  { value: "keep", label: "To keep" },
  { value: "remove", label: "To remove" },
];

/** A page of a review's memberships, filtered by decision, with links to its neighbours and exports. */
export function ItemsSection({ review, page, decision, selfId, limit, size, choices: look }: Props) {
  const path = `${REVIEWS_PATH}/${review.id}`;
  const items = page.items.parse();
  const pages = { label: "Pages of memberships", path, state: { decision, limit }, page };
  const exported = { hrefOf: (format: string) => listHref(`/access-reviews/${review.id}/export`, { format }) };
  return (
    <PageSection id="items" title="Who has access" actions={<Exports formats={["csv", "json"]} {...exported} />}>
      <FilteredList
        path={path}
        label="Filter memberships"
        values={{ decision: decision ?? "" }}
        kept={{ limit }}
        fields={<ChoiceFilter name="decision" label="Decision" value={decision ?? ""} options={choices} />}
      >
        {items.length > 0 && (
          <>
            <ListToolbar status={rangeText({ from: page.from, shown: items.length, total: page.total })} pages={pages}>
              <Display table="items" choices={look} columns={itemColumnNames} />
            </ListToolbar>
            <ReviewItems review={review} items={items} selfId={selfId} choices={look} />
          </>
        )}
        {items.length === 0 && (
          <NoMatch title="Nothing here" href={path} label="Show all">
            No membership of this review has this decision.
          </NoMatch>
        )}
        <Pager {...pages} shown={items.length} size={size} />
      </FilteredList>
    </PageSection>
  );
}
