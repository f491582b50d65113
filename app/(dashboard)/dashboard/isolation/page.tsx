import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { IsolationForAdmins } from "@/app/(dashboard)/refusals";
import { IsolationReport } from "@/components/isolation/isolation-report";
import { PageHeader } from "@/components/ui/page-header";
import { protectionsInScope, readProtections } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { readSelectedUnit } from "@/domain/org-units/operations";

const title = "Isolation";
export const metadata: Metadata = { title };

export default function IsolationPage() {
  return readPage(async ({ tx, actor, unit, ahead: [protections, selected] }) => {
    if (!mayCheckIsolation(actor)) return <IsolationForAdmins />;
    const tables = await protectionsInScope(tx, protections);
    const name = (unit && selected?.name) ?? null;
    return (
      <>
        <PageHeader title={title} description="Whether anybody could see what belongs to somebody else." />
        <IsolationReport tables={tables} unitName={name} />
      </>
    );
  }, readAhead);
}

const readAhead = (tx: ReadTx) => Promise.all([readProtections(tx), readSelectedUnit(tx)]);
