import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { SearchFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { CreateUnit } from "@/components/org-units/create-unit";
import { NoDeletion } from "@/components/org-units/no-deletion";
import { UNITS_PATH } from "@/components/org-units/unit-table";
import { NoAccess, UnitsResult } from "@/components/org-units/units-result";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { pageOrgUnitOverviews } from "@/domain/org-units/overviews";
import { mayChangeOrgUnit, mayCreateOrgUnit } from "@/domain/org-units/policy";
import { orgUnitListQuery } from "@/domain/org-units/schema";

export const metadata: Metadata = { title: "Org units" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrgUnitsPage({ searchParams }: Props) {
  const query = orgUnitListQuery(await searchParams);
  const ahead = (tx: ReadTx) => pageOrgUnitOverviews(tx, scopedReader, query);
  return readPage(async ({ actor, ahead: page }) => {
    const items = page.items
      .parse()
      .map((unit) => ({ ...unit, mayRename: mayChangeOrgUnit(actor, { id: unit.unit_id }) }));
    const mayCreate = mayCreateOrgUnit(actor);
    return (
      <>
        <PageHeader
          title="Org units"
          description={
            mayCreate
              ? "All organizational units. Each keeps its data separate; members see only those they have access to."
              : "The organizational units you have access to. Org admins can create more."
          }
          actions={mayCreate && <CreateUnit />}
        />
        {page.total === 0 && !query.search ? (
          <NoAccess />
        ) : (
          <FilteredList
            path={UNITS_PATH}
            label="Search org units"
            values={{ search: query.search ?? "" }}
            fields={<SearchFilter label="Search name or reference" value={query.search ?? ""} />}
          >
            <UnitsResult page={{ ...page, items }} search={query.search} mayCreate={mayCreate} />
          </FilteredList>
        )}
        <NoDeletion mayRetire={mayCreate || items.some((unit) => unit.mayRename)} />
      </>
    );
  }, ahead);
}
