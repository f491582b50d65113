import { Display } from "@/components/data-table/display";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { UnitLink } from "@/components/units/unit-link";
import { numberText } from "@/lib/number-text";
import type { TableChoices } from "@/lib/table-choices";
import { isFiltered, type LeadListState, leadColumnNames, leadSortLinks } from "./lead-list-state";
import { type LeadRow, LeadsTable } from "./leads-table";
import { levelsExplained } from "./score-level";

type Page = { items: LeadRow[]; total: number; isExact: boolean; next: string | null; previous: string | null };
type Props = {
  path: string;
  page: Page;
  size: number;
  choices: TableChoices;
  state: LeadListState;
  unitName: string;
  mayWrite: boolean;
};

const counted = (total: number, isExact: boolean) =>
  total === 1 && isExact ? "1 lead" : `${isExact ? "" : "about "}${numberText(total)} leads`;

/** A page of the filtered leads with links to its neighbours, or why there are none. */
export function LeadsResult({ path, page, size, choices, state, unitName, mayWrite }: Props) {
  const { items, total, isExact } = page;
  const pages = { label: "Pages of leads", path, state, page };
  const isLast = items.length === 0 && page.previous !== null;
  return (
    <>
      <ListToolbar status={items.length === 0 ? "None" : counted(total, isExact)} pages={pages}>
        {items.length > 0 && (
          <>
            <p className="mr-2 text-muted text-sm max-lg:hidden">{levelsExplained}</p>
            <Display table="leads" choices={choices} columns={leadColumnNames} />
          </>
        )}
      </ListToolbar>
      {items.length > 0 && (
        <LeadsTable
          leads={items}
          caption={`Leads of ${unitName}`}
          sortLinks={leadSortLinks(path, state)}
          choices={choices}
        />
      )}
      {items.length === 0 && !isLast && isFiltered(state) && <NoLead path={path} search={state.search} />}
      {items.length === 0 && !isLast && !isFiltered(state) && <FirstUse unitName={unitName} mayWrite={mayWrite} />}
      {isLast && <NothingMore href={listHref(path, state)} />}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}

function NoLead({ path, search }: { path: string; search: string }) {
  return (
    <NoMatch title="No lead matches" href={path}>
      {search
        ? `With these filters, no owner, name or company contains “${search}” and no alias starts with it.`
        : "No lead matches these filters."}
    </NoMatch>
  );
}

function FirstUse({ unitName, mayWrite }: { unitName: string; mayWrite: boolean }) {
  return (
    <EmptyState title={`No leads in ${unitName} yet`}>
      A person becomes a lead with their first event. Connect a program that sends events under{" "}
      <UnitLink to="/integrations" className="underline">
        Integrations
      </UnitLink>
      .{mayWrite && " Or add a lead with the button above."}
    </EmptyState>
  );
}
