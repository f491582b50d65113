import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import type { AccessChange } from "@/domain/access-changes/schema";
import type { Page } from "@/lib/http/page";
import { CHANGES_PATH } from "./change-paths";
import { ChangesTable } from "./changes-table";

type Props = { page: Page<AccessChange>; state: { org_member_id?: string | undefined } };

/** A page of access changes with links to its neighbours. */
export function ChangesResult({ page, state }: Props) {
  const { total, from } = page;
  const items = page.items.parse();
  return (
    <>
      <ListToolbar from={from} shown={items.length} total={total} />
      {items.length > 0 && (
        <ChangesTable changes={items} caption={`Access changes, ${rangeText({ from, shown: items.length, total })}`} />
      )}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(CHANGES_PATH, state)} />}
      {total === 0 && (
        <EmptyState title="No access changes yet">
          Granting and revoking access, changing org roles, deactivating and reactivating are listed here, and can be
          undone.
        </EmptyState>
      )}
      <Pager label="Pages of access changes" path={CHANGES_PATH} state={state} page={page} />
    </>
  );
}
