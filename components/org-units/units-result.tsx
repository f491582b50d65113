import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { type Helper, NoPermission } from "@/components/ui/no-permission";
import type { OrgUnitOverview } from "@/domain/org-units/schema";
import { UnitCards } from "./unit-cards";
import { UNITS_PATH } from "./units-path";

type Page = {
  items: OrgUnitOverview[];
  total: number;
  from: number | null;
  next: string | null;
  previous: string | null;
};
type State = Record<"search" | "group" | "without_admin" | "limit", string | undefined>;
type Props = { page: Page; state: State; size: number; mayCreate: boolean };

/** A page of the OUs that match the filters, with links to its neighbours, or why there are none. */
export function UnitsResult({ page, state, size, mayCreate }: Props) {
  const { search, group, without_admin: withoutAdmin } = state;
  const { items, total, from } = page;
  const pages = { label: "Pages of org units", path: UNITS_PATH, state, page };
  return (
    <>
      <ListToolbar status={rangeText({ from, shown: items.length, total })} pages={pages} />
      {items.length > 0 && <UnitCards units={items} />}
      {total === 0 && (
        <NoMatch title="No org unit matches" href={UNITS_PATH} label="Clear the search">
          {search ? `No name or external reference contains “${search}”` : "There is none"}
          {group ? ` in the group “${group}”` : ""}
          {withoutAdmin ? " without an admin." : "."}
        </NoMatch>
      )}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(UNITS_PATH, state)} />}
      {mayCreate && total === 1 && !search && !group && !withoutAdmin && (
        <div className="mt-6">
          <EmptyState title="Only the default org unit so far">
            Everybody starts there. Create an org unit for each team, region or business whose data has to stay
            separate.
          </EmptyState>
        </div>
      )}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}

/** Shown to members without access to any OU. */
export function NoAccess({ helpers }: { helpers: readonly Helper[] }) {
  return (
    <NoPermission title="You have no access to any org unit" helpers={helpers}>
      An org admin, or an admin of an org unit, can grant access. It appears here as soon as they do.
    </NoPermission>
  );
}
