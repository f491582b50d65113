import type { Metadata } from "next";
import type { ReadTx, UnitScope } from "@/app/(dashboard)/read-page";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { FilteredList } from "@/components/data-table/filtered-list";
import { AddLead } from "@/components/leads/add-lead";
import { LeadFilters } from "@/components/leads/lead-filters";
import { leadListState } from "@/components/leads/lead-list-state";
import { LeadsResult } from "@/components/leads/leads-result";
import { unitPath } from "@/components/shell/unit-pages";
import { PageHeader } from "@/components/ui/page-header";
import { scopedUnit, unitReader } from "@/domain/access/reader";
import { type LeadsFound, type NamedLead, pageNamedLeads } from "@/domain/leads/list-leads";
import { mayWriteLeads } from "@/domain/leads/policy";
import { LEADS_ON_A_PAGE, leadListQuery } from "@/domain/leads/schema";

const title = "Leads";
export const metadata: Metadata = { title };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LeadsPage({ params, searchParams }: Props) {
  // This page's links use cursors, at any depth; a page number in its address is ignored.
  const { page: _page, ...query } = leadListQuery(await searchParams);
  const [sized, choices] = [await withPageSize(query, LEADS_ON_A_PAGE), await readTableChoices("leads")];

  const ahead = (tx: ReadTx) => pageNamedLeads(tx, unitReader, scopedUnit, sized);
  async function list({ actor, unit, name, ahead: found }: UnitScope<LeadsFound<NamedLead>>) {
    const items = found.leads.parse();
    const mayWrite = mayWriteLeads(actor, {}, unit);
    const state = leadListState(query);
    const { limit, ...values } = state;
    const path = unitPath(unit.slug, "/leads");
    return (
      <>
        <PageHeader
          title={title}
          description={`The people scored in ${name}, and how warm they are.`}
          actions={mayWrite && <AddLead />}
        />
        <FilteredList
          path={path}
          label="Filter leads"
          values={values}
          kept={{ limit }}
          fields={<LeadFilters values={values} />}
        >
          <LeadsResult
            path={path}
            page={{ ...found, items }}
            size={sized.limit}
            choices={choices}
            state={state}
            unitName={name}
            mayWrite={mayWrite}
          />
        </FilteredList>
      </>
    );
  }

  return (
    <UnitPage title={title} params={params} ahead={ahead}>
      {list}
    </UnitPage>
  );
}
