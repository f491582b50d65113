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
          <EmptyState title="Only org admins can see isolation">
            It concerns the whole organization. Ask an org admin.
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
              How organizations and org units are isolated, read from the database’s own catalog: policies decide which
              rows a request can access, whatever the application asks for. Rows of org units are counted in{" "}
              {unit?.name ?? "none, because no org unit is active"}.
            </>
          }
        />
        <IsolationReport tables={tables} unitName={unit?.name ?? null} />
      </>
    );
  });
}
