import { Exports } from "@/components/data-table/exports";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { NoMatch } from "@/components/ui/no-match";
import type { MatrixColumn, MatrixRow } from "@/domain/access-matrix/schema";
import { countText } from "@/lib/number-text";
import { AccessList } from "./access-list";
import { AccessMatrix } from "./access-matrix";
import { exportHref, MATRIX_PATH, type MatrixState } from "./matrix-path";

type Page = { items: MatrixRow[]; total: number; from: number | null; next: string | null; previous: string | null };
type Props = { page: Page; units: MatrixColumn[]; state: MatrixState; selfId: string };

/** The matrix that matches the filters: a grid, and for narrow screens and without scripts a list by page; or why it is empty. */
export function MatrixResult({ page, units, state, selfId }: Props) {
  const { items, total, from } = page;
  const isEmpty = total === 0 || units.length === 0;
  const pages = { label: "Pages of people", path: MATRIX_PATH, state, page };
  const filters = new URLSearchParams(Object.entries(state).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return (
    <>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="text-muted text-sm tabular-nums">
          {countText(total, "person", "people")}, {countText(units.length, "org unit")}
        </p>
        {!isEmpty && <Exports formats={["csv", "json"]} hrefOf={(format) => exportHref(format, state)} />}
      </div>
      <AccessMatrix filters={filters.size > 0 ? `${filters}&` : ""} units={units} total={total} selfId={selfId} />
      {isEmpty ? (
        <NoMatch title="Nothing matches" href={MATRIX_PATH}>
          {total === 0 ? "Nobody matches these filters." : `No org unit matches “${state.unit_search}”.`}
        </NoMatch>
      ) : (
        <div className="sm:not-noscript:hidden">
          <ListToolbar status={rangeText({ from, shown: items.length, total })} pages={pages} />
          {items.length > 0 ? (
            <AccessList people={items} units={units} />
          ) : (
            <NothingMore href={listHref(MATRIX_PATH, state)} />
          )}
          <Pager {...pages} />
        </div>
      )}
    </>
  );
}
