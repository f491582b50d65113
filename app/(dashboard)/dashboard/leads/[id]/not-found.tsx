import type { Metadata } from "next";
import Link from "next/link";
import { readUnitPage } from "@/app/(dashboard)/read-page";
import { LEADS_PATH } from "@/components/leads/lead-list-state";
import { PageHeader } from "@/components/ui/page-header";
import { UnitReload } from "@/components/units/unit-reload";

const title = "Not found";
export const metadata: Metadata = { title };

// It may be a lead of the OU that this tab works in, looked for in the OU that another tab has chosen.
export default async function LeadNotFound() {
  const current = await readUnitPage(async ({ unit, name }) => ({ unit, name }));
  return (
    <UnitReload title={title} unitId={current?.unit.unitId ?? null}>
      <PageHeader
        title={title}
        description={`${current?.name ?? "This unit"} has no such lead. It may have been erased, or be another unit's: choose that unit above.`}
      />
      <Link href={LEADS_PATH}>To the leads of {current?.name ?? "the unit"}</Link>
    </UnitReload>
  );
}
