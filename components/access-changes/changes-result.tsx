import { hideable } from "@/components/data-table/block-table";
import { Display } from "@/components/data-table/display";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import type { AccessChange } from "@/domain/access-changes/schema";
import type { Page } from "@/lib/http/page";
import type { TableChoices } from "@/lib/table-choices";
import { CHANGES_PATH } from "./change-paths";
import { ChangesTable, changeColumns } from "./changes-table";

type State = { org_member_id?: string | undefined; limit?: string | undefined };
type Props = { page: Page<AccessChange>; state: State; size: number; choices: TableChoices };

/** A page of access changes with links to its neighbours. */
export function ChangesResult({ page, state, size, choices }: Props) {
  const { total, from } = page;
  const items = page.items.parse();
  const range = rangeText({ from, shown: items.length, total });
  const pages = { label: "Pages of access changes", path: CHANGES_PATH, state, page };
  return (
    <>
      {total > 0 && (
        <ListToolbar status={range} pages={pages}>
          {items.length > 0 && <Display table="changes" choices={choices} columns={hideable(changeColumns)} />}
        </ListToolbar>
      )}
      {items.length > 0 && <ChangesTable changes={items} caption={`Access changes, ${range}`} choices={choices} />}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(CHANGES_PATH, state)} />}
      {total === 0 && (
        <EmptyState title="No access changes yet">
          Granting and revoking access, changing org roles, deactivating and reactivating are listed here, and can be
          undone.
        </EmptyState>
      )}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}
