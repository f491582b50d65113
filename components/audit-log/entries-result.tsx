import { FilterChips } from "@/components/data-table/filter-chips";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager } from "@/components/data-table/pager";
import { WithRowKeys } from "@/components/data-table/with-row-keys";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import type { ShownEntry } from "@/domain/audit-log/schema";
import type { Page } from "@/lib/http/page";
import { countText } from "@/lib/number-text";
import { AUDIT_PATH, type AuditListState } from "./audit-list-state";
import { chipLabels } from "./chip-labels";
import { EntryList } from "./entry-list";

type Props = {
  page: Pick<Page<ShownEntry>, "next" | "previous"> & { entries: ShownEntry[] };
  state: AuditListState;
  size: number;
  isPaged: boolean;
  unitNames: Record<string, string>;
  mayErase: boolean;
};

/** A page of the filtered entries with links to its neighbours. */
export function EntriesResult({ page, state, size, isPaged, unitNames, mayErase }: Props) {
  const { entries } = page;
  const { limit, ...filters } = state;
  const isFiltered = Object.values(filters).some(Boolean);
  const pages = { label: "Pages of entries", path: AUDIT_PATH, state, page };
  const count = countText(entries.length, "entry", "entries");
  return (
    <>
      <FilterChips
        path={AUDIT_PATH}
        state={state}
        labels={chipLabels(filters, (id) => unitNames[id] ?? nameIn(entries, id) ?? id)}
        kept={{ limit }}
      />
      <ListToolbar status={page.next ? `${count} on this page, and more` : count} pages={pages} />
      {entries.length > 0 && (
        <WithRowKeys>
          <EntryList label="Entries" entries={entries} headings="h2" mayErase={mayErase} />
        </WithRowKeys>
      )}
      {entries.length === 0 && isPaged && <NothingMore href={listHref(AUDIT_PATH, state)} />}
      {entries.length === 0 && !isPaged && isFiltered && <NoMatch title="No entry matches" href={AUDIT_PATH} />}
      {entries.length === 0 && !isPaged && !isFiltered && (
        <EmptyState title="Nothing recorded yet">Every change will be listed here, with who made it.</EmptyState>
      )}
      <Pager {...pages} shown={entries.length} size={size} />
    </>
  );
}

/** The name that the entries give an actor or a target. */
function nameIn(entries: ShownEntry[], id: string): string | undefined {
  const named = entries.flatMap(({ actor, target }) => [actor, target]).find((one) => one.id === id && one.name);
  return named?.name ?? undefined;
}
