import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager } from "@/components/data-table/pager";
import { WithRowKeys } from "@/components/data-table/with-row-keys";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import type { WebhookDelivery } from "@/domain/webhooks/schema";
import type { Page } from "@/lib/http/page";
import { countText } from "@/lib/number-text";
import { DeliveryItem } from "./delivery-item";
import type { DeliveryListState } from "./webhook-paths";

type Props = {
  path: string;
  page: Pick<Page<WebhookDelivery>, "items" | "next" | "previous">;
  state: DeliveryListState;
  size: number;
  isPaged: boolean;
  mayResend: boolean;
};

/** A page of an endpoint's deliveries with links to its neighbours. */
export function DeliveriesResult({ path, page, state, size, isPaged, mayResend }: Props) {
  const items = page.items.parse();
  const pages = { label: "Pages of deliveries", path, state, page };
  const count = countText(items.length, "delivery", "deliveries");
  return (
    <>
      <ListToolbar status={page.next ? `${count} on this page, and more` : count} pages={pages} />
      {items.length > 0 && (
        <WithRowKeys>
          <ul aria-label="Deliveries" className="divide-y divide-line border-line border-y">
            {items.map((delivery, index) => (
              <DeliveryItem
                key={delivery.id}
                delivery={delivery}
                place={`${index + 1} of ${items.length}`}
                mayResend={mayResend}
              />
            ))}
          </ul>
        </WithRowKeys>
      )}
      {items.length === 0 && isPaged && <NothingMore href={listHref(path, state)} />}
      {items.length === 0 && !isPaged && state.status && (
        <NoMatch title="No delivery matches" href={path} label="Show all deliveries" />
      )}
      {items.length === 0 && !isPaged && !state.status && (
        <EmptyState title="Nothing has been sent yet">
          The next event that it is for will be listed here. You can send a test event now.
        </EmptyState>
      )}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}
