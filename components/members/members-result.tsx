import { Display } from "@/components/data-table/display";
import { Exports } from "@/components/data-table/exports";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { type Helper, NoPermission } from "@/components/ui/no-permission";
import type { ListedMember } from "@/domain/members/schema";
import type { Page } from "@/lib/http/page";
import type { TableChoices } from "@/lib/table-choices";
import { MemberChips } from "./member-chips";
import { MEMBERS_PATH, type MemberListState, memberColumnNames } from "./member-list-state";
import { batchOps, type Powers } from "./member-ops";
import { memberSortLinks } from "./member-sorts";
import { MembersWorkspace } from "./members-workspace";

type Props = {
  page: Page<ListedMember>;
  state: MemberListState;
  size: number;
  choices: TableChoices;
  cursor: string | undefined;
  mayCreate: boolean;
  seesEveryUnit: boolean;
  powers: Powers;
  selfId: string;
  unitNameOf: (unitId: string) => string;
};

/** A page of the filtered members with links to its neighbours, and exports of all of them. */
export function MembersResult({ page, state, size, cursor, mayCreate, unitNameOf, ...rest }: Props) {
  const { total, from } = page;
  const items = page.items.parse();
  const range = rangeText({ from, shown: items.length, total });
  const pages = { label: "Pages of members", path: MEMBERS_PATH, state, page };
  const { last_active_at: _admins, ...othersSee } = memberColumnNames;
  const { sort: _sort, limit: _limit, ...filters } = state;
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <>
      <MemberChips state={state} total={total} unitNameOf={unitNameOf} />
      <MembersWorkspace
        {...rest}
        ops={batchOps(rest.powers)}
        members={items}
        total={total}
        address={listHref(MEMBERS_PATH, { ...state, cursor })}
        filters={filters}
        caption={`Members, ${range}`}
        sortLinks={memberSortLinks(state)}
        toolbar={
          <ListToolbar status={range} pages={pages}>
            {total > 0 && (
              <>
                <Display
                  table="members"
                  choices={rest.choices}
                  columns={rest.seesEveryUnit ? memberColumnNames : othersSee}
                />
                <Exports
                  formats={["csv", "json"]}
                  hrefOf={(format) => listHref("/members/export", { format, ...filters, sort: state.sort })}
                />
              </>
            )}
          </ListToolbar>
        }
      />
      {total === 0 && <Nobody state={state} />}
      {total > 0 && items.length === 0 && <NothingMore href={listHref(MEMBERS_PATH, state)} />}
      {total === 1 && !isFiltered && <FirstUse mayCreate={mayCreate} />}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}

function Nobody({ state }: { state: MemberListState }) {
  return (
    <NoMatch title="No member matches" href={MEMBERS_PATH}>
      {state.search
        ? `With these filters, no name or e-mail contains “${state.search}”.`
        : "Nobody matches these filters."}
    </NoMatch>
  );
}

function FirstUse({ mayCreate }: { mayCreate: boolean }) {
  return (
    <div className="mt-4">
      <EmptyState title="You are the only member so far">
        {mayCreate
          ? "Add the first member with the button above: name, e-mail, and their org units. Or invite a whole list."
          : "Org admins add members."}
      </EmptyState>
    </div>
  );
}

/** For a filter by an OU without access; it does not reveal whether the OU exists. */
export function UnitOutOfReach({ helpers }: { helpers: readonly Helper[] }) {
  return (
    <NoPermission
      title="You cannot see the members of this org unit"
      helpers={helpers}
      link={{ href: MEMBERS_PATH, label: "Show all members" }}
    >
      It does not exist, or you have no access to it. An org admin or an admin of the org unit can grant access.
    </NoPermission>
  );
}
