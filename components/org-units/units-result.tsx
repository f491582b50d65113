import { listHref } from "@/components/data-table/list-href";
import { NothingMore, Pager, RangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { type UnitRow, UnitTable } from "./unit-table";
import { UNITS_PATH } from "./units-path";

type Page = { items: UnitRow[]; total: number; from: number | null; next: string | null; previous: string | null };
type State = { search?: string | undefined; group?: string | undefined; without_admin?: "true" | undefined };
type Props = { page: Page; state: State; mayCreate: boolean };

/** A page of the OUs that match the filters, with links to its neighbours, or why there are none. */
export function UnitsResult({ page, state: { search, group, without_admin }, mayCreate }: Props) {
  const { items, total, from } = page;
  const state = { search, group, without_admin };
  const isFiltered = Boolean(search || group || without_admin);
  return (
    <>
      <p role="status" className="mb-2">
        <RangeText from={from} shown={items.length} total={total} />
      </p>
      {items.length > 0 && <UnitTable units={items} />}
      {total === 0 && (
        <EmptyState title="No org unit matches" link={{ href: UNITS_PATH, label: "Clear the search" }}>
          <p>
            {search ? `No name or external reference contains “${search}”` : "There is none"}
            {group ? ` in the group “${group}”` : ""}
            {without_admin ? " without an admin." : "."}
          </p>
        </EmptyState>
      )}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(UNITS_PATH, state)} />}
      {mayCreate && total === 1 && !isFiltered && (
        <div className="mt-6">
          <EmptyState title="Only the default org unit so far">
            Everybody starts there. Create an org unit for each team, region or business whose data has to stay
            separate.
          </EmptyState>
        </div>
      )}
      <Pager label="Pages of org units" path={UNITS_PATH} state={state} page={page} />
    </>
  );
}

/** Shown to members without access to any OU. */
export function NoAccess() {
  return (
    <EmptyState title="You have no access to any org unit">
      An org admin, or an admin of an org unit, can grant access. It appears here as soon as they do.
    </EmptyState>
  );
}
