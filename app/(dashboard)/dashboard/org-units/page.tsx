import type { Metadata } from "next";
import { orgAdmins } from "@/app/(dashboard)/org-admins";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { withPageSize } from "@/app/(dashboard)/table-cookie";
import { SearchFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { CreateUnit } from "@/components/org-units/create-unit";
import { AdminFilter, GroupFilter } from "@/components/org-units/group-filter";
import { NoDeletion } from "@/components/org-units/no-deletion";
import { UNITS_PATH } from "@/components/org-units/units-path";
import { NoAccess, UnitsResult } from "@/components/org-units/units-result";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { listGroups } from "@/domain/org-units/list-org-units";
import { pageOrgUnitOverviews } from "@/domain/org-units/overviews";
import { mayChangeOrgUnit, mayCreateOrgUnit } from "@/domain/org-units/policy";
import { orgUnitListQuery } from "@/domain/org-units/schema";

export const metadata: Metadata = { title: "Org units" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrgUnitsPage({ searchParams }: Props) {
  const query = orgUnitListQuery(await searchParams);
  const sized = await withPageSize(query);
  const limit = query.limit?.toString();
  const ahead = (tx: ReadTx) =>
    Promise.all([pageOrgUnitOverviews(tx, scopedReader, sized), listGroups(tx, scopedReader)]);
  return readPage(async ({ tx, actor, ahead: [page, groups] }) => {
    const hasNone = page.total === 0 && !query.search && !query.group && !query.without_admin;
    const items = page.items.parse();
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
        {hasNone ? (
          <NoAccess helpers={await orgAdmins(tx, actor)} />
        ) : (
          <FilteredList
            path={UNITS_PATH}
            label="Search org units"
            values={{
              search: query.search ?? "",
              group: query.group ?? "",
              without_admin: query.without_admin ?? "",
            }}
            kept={{ limit }}
            fields={
              <>
                <SearchFilter label="Search name or reference" value={query.search ?? ""} />
                {(groups.length > 0 || query.group) && <GroupFilter groups={groups} value={query.group ?? ""} />}
                {(mayCreate || query.without_admin) && <AdminFilter value={query.without_admin ?? ""} />}
              </>
            }
          >
            <UnitsResult
              page={{ ...page, items }}
              state={{ search: query.search, group: query.group, without_admin: query.without_admin, limit }}
              size={sized.limit}
              mayCreate={mayCreate}
            />
          </FilteredList>
        )}
        <NoDeletion mayRetire={mayCreate || items.some((unit) => mayChangeOrgUnit(actor, { id: unit.unit_id }))} />
      </>
    );
  }, ahead);
}
