import { Display } from "@/components/data-table/display";
import { Exports } from "@/components/data-table/exports";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import type { UnitAccessQuery } from "@/domain/org-units/access-schema";
import type { OrgUnitDetail } from "@/domain/org-units/schema";
import type { TableChoices } from "@/lib/table-choices";
import { type AccessListState, accessColumnNames } from "./access-filters";
import { AccessTable } from "./access-table";
import { UNITS_PATH } from "./units-path";

type Props = {
  unit: { unit_id: string; name: string };
  people: OrgUnitDetail["people"];
  state: AccessListState;
  size: number;
  choices: TableChoices;
  /** The filters and the order as the export takes them. */
  exported: Pick<UnitAccessQuery, "role" | "search" | "source" | "sort">;
  mayManage: boolean;
  seesActivity: boolean;
  selfId: string;
};

/** A page of the people with access who match the filters, with links to its neighbours, or why there are none. */
export function AccessResult({ people, state, size, exported, ...rest }: Props) {
  const { items, total, from } = people;
  const { unit_id: id } = rest.unit;
  const path = `${UNITS_PATH}/${id}`;
  const pages = { label: "Pages of members", path, state, page: people };
  const { last_active_at: _admins, ...othersSee } = accessColumnNames;
  const isFiltered = Boolean(state.search || state.role || state.source);
  const hasMembers = items.some((person) => person.source === "membership") || people.next || people.previous;
  return (
    <>
      <ListToolbar status={rangeText({ from, shown: items.length, total })} pages={pages}>
        {total > 0 && (
          <>
            <Display
              table="access"
              choices={rest.choices}
              columns={rest.seesActivity ? accessColumnNames : othersSee}
            />
            <Exports
              formats={["csv", "json"]}
              hrefOf={(format) => listHref(`/org-units/${id}/access/export`, { format, ...exported })}
            />
          </>
        )}
      </ListToolbar>
      {items.length > 0 && <AccessTable people={items} {...rest} />}
      {total === 0 && isFiltered && (
        <NoMatch title="Nobody matches" href={path}>
          {state.search
            ? `Nobody with access who matches these filters has a name or e-mail that contains “${state.search}”.`
            : "Nobody with access matches these filters."}
        </NoMatch>
      )}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(path, state)} />}
      {!isFiltered && !hasMembers && (
        <div className="mt-6">
          <EmptyState title="No memberships yet">
            {rest.mayManage
              ? "Only org admins have access to this org unit. Grant access to the members who work in it."
              : "Only org admins have access to this org unit."}
          </EmptyState>
        </div>
      )}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}
