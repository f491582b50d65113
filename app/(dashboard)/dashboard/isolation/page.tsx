import type { Metadata } from "next";
import { requireActor } from "@/app/(dashboard)/current-actor";
import { currentMe } from "@/app/(dashboard)/current-unit";
import { IsolationReport } from "@/components/isolation/isolation-report";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { readIsolation } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";

const title = "Isolation";
export const metadata: Metadata = { title };

export default async function IsolationPage() {
  const actor = await requireActor();
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
  const { active_ou: unit } = await currentMe();
  const { tables } = await readIsolation(actor, unit?.unit_id);
  return (
    <>
      <PageHeader
        title={title}
        description={
          <>
            What keeps organizations and units apart, read from the database’s own catalog: policies decide which rows a
            request reaches, whatever the application asks for. Rows of a unit are counted in{" "}
            {unit?.name ?? "none, because no unit is active"}.
          </>
        }
      />
      <IsolationReport tables={tables} unitName={unit?.name ?? null} />
    </>
  );
}
