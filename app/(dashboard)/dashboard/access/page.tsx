import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { MatrixForAdmins } from "@/app/(dashboard)/refusals";
import { MatrixFilters } from "@/components/access-matrix/matrix-filters";
import { MATRIX_PATH, type MatrixState } from "@/components/access-matrix/matrix-path";
import { MatrixResult } from "@/components/access-matrix/matrix-result";
import { FilteredList } from "@/components/data-table/filtered-list";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { listColumns, pageRows } from "@/domain/access-matrix/matrix-lists";
import { mayReadMatrix } from "@/domain/access-matrix/policy";
import { matrixPageQuery } from "@/domain/access-matrix/schema";

export const metadata: Metadata = { title: "Access matrix" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccessPage({ searchParams }: Props) {
  const query = matrixPageQuery(await searchParams);
  const ahead = (tx: ReadTx) => Promise.all([pageRows(tx, scopedReader, query), listColumns(tx, scopedReader, query)]);
  return readPage(async ({ actor, ahead: [page, columns] }) => {
    if (!mayReadMatrix(actor)) return <MatrixForAdmins />;
    const { search, role, status, expiring, unit_search } = query;
    const state: MatrixState = { search, role, status, expiring, unit_search };
    return (
      <>
        <PageHeader
          title="Access matrix"
          description={
            actor.orgRole === "admin"
              ? "Who has which role in which org unit. Changes stay pending until you have reviewed and saved them."
              : "Who has which role in the org units that you administer. Changes stay pending until you have reviewed and saved them."
          }
        />
        <FilteredList
          path={MATRIX_PATH}
          label="Filter people and org units"
          values={Object.fromEntries(Object.entries(state).map(([name, value]) => [name, value ?? ""]))}
          fields={<MatrixFilters state={state} />}
        >
          <MatrixResult
            page={{ ...page, items: page.items.parse() }}
            units={columns.parse()}
            state={state}
            selfId={actor.memberId}
          />
        </FilteredList>
      </>
    );
  }, ahead);
}
