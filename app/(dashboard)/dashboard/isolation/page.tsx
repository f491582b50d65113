import type { Metadata } from "next";
import { readPage } from "@/app/(dashboard)/read-page";
import { IsolationReport } from "@/components/isolation/isolation-report";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { readIsolation } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { readMe } from "@/domain/members/operations";

const title = "Isolation";
export const metadata: Metadata = { title };

export default function IsolationPage() {
  return readPage(async ({ tx, actor, selectedUnitId }) => {
    if (!mayCheckIsolation(actor)) {
      return (
        <>
          <PageHeader title={title} />
          <EmptyState title="Isolation is for org admins">
            What keeps organizations and units apart concerns the whole organization: ask an org admin.
          </EmptyState>
        </>
      );
    }
    const { active_ou: unit } = (await readMe(tx, actor, selectedUnitId)).parse();
    const { tables } = await readIsolation(tx, unit?.unit_id);
    return (
      <>
        <PageHeader
          title={title}
          description={
            <>
              What keeps organizations and units apart, read from the database’s own catalog: policies decide which rows
              a request reaches, whatever the application asks for. Rows of a unit are counted in{" "}
              {unit?.name ?? "none, because no unit is active"}.
            </>
          }
        />
        <IsolationReport tables={tables} unitName={unit?.name ?? null} />
      </>
    );
  });
}
