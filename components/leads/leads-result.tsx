import { listHref } from "@/components/data-table/list-href";
import { NothingMore, Pager } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { UnitLink } from "@/components/units/unit-link";
import { numberText } from "@/lib/number-text";
import { isFiltered, type LeadListState, leadSortLinks } from "./lead-list-state";
import { type LeadRow, LeadsTable } from "./leads-table";
import { levelsExplained } from "./score-level";

type Page = { items: LeadRow[]; total: number; isExact: boolean; next: string | null; previous: string | null };
type Props = { path: string; page: Page; state: LeadListState; unitName: string; mayWrite: boolean };

const counted = (total: number, isExact: boolean) =>
  total === 1 && isExact ? "1 lead" : `${isExact ? "" : "about "}${numberText(total)} leads`;

/** A page of the filtered leads with links to its neighbours, or why there are none. */
export function LeadsResult({ path, page, state, unitName, mayWrite }: Props) {
  const { items, total, isExact } = page;
  const isLast = items.length === 0 && page.previous !== null;
  return (
    <>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-muted text-sm">
        <p role="status" className="tabular-nums">
          {items.length === 0 ? "None" : counted(total, isExact)}
        </p>
        {items.length > 0 && <p>{levelsExplained}</p>}
      </div>
      {items.length > 0 && (
        <LeadsTable leads={items} caption={`Leads of ${unitName}`} sortLinks={leadSortLinks(path, state)} />
      )}
      {items.length === 0 && !isLast && isFiltered(state) && <NoMatch path={path} search={state.search} />}
      {items.length === 0 && !isLast && !isFiltered(state) && <FirstUse unitName={unitName} mayWrite={mayWrite} />}
      {isLast && <NothingMore href={listHref(path, state)} />}
      <Pager label="Pages of leads" path={path} state={state} page={page} />
    </>
  );
}

function NoMatch({ path, search }: { path: string; search: string }) {
  return (
    <EmptyState title="No lead matches" link={{ href: path, label: "Clear the filters" }}>
      <p>
        {search
          ? `With these filters, no owner, name or company contains “${search}” and no alias starts with it.`
          : "No lead matches these filters."}
      </p>
    </EmptyState>
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
