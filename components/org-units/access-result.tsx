import { listHref } from "@/components/data-table/list-href";
import { NothingMore, Pager, RangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import type { OrgUnitDetail } from "@/domain/org-units/schema";
import { AccessTable } from "./access-table";
import { UNITS_PATH } from "./unit-table";

type Props = {
  unit: { unit_id: string; name: string };
  people: OrgUnitDetail["people"];
  search: string | undefined;
  mayManage: boolean;
  selfId: string;
};

/** A page of the people with access who match the search, with links to its neighbours, or why there are none. */
export function AccessResult({ people, search, ...rest }: Props) {
  const { items, total, from } = people;
  const path = `${UNITS_PATH}/${rest.unit.unit_id}`;
  const hasMembers = items.some((person) => person.membership) || people.next || people.previous;
  return (
    <>
      <p role="status" className="mb-2">
        <RangeText from={from} shown={items.length} total={total} />
      </p>
      {items.length > 0 && <AccessTable people={items} {...rest} />}
      {total === 0 && search && (
        <EmptyState title="Nobody matches" link={{ href: path, label: "Clear the search" }}>
          <p>Nobody with access has a name or e-mail that contains “{search}”.</p>
        </EmptyState>
      )}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(path, { search })} />}
      {!search && !hasMembers && (
        <div className="mt-6">
          <EmptyState title="No memberships yet">
            {rest.mayManage
              ? "Only org admins have access to this org unit. Grant access to the members who work in it."
              : "Only org admins have access to this org unit."}
          </EmptyState>
        </div>
      )}
      <Pager label="Pages of members" path={path} state={{ search }} page={people} />
    </>
  );
}
