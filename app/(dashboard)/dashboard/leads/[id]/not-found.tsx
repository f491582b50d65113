import type { Metadata } from "next";
import Link from "next/link";
import type { CurrentUnit } from "@/app/(dashboard)/current-unit";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { PageHeader } from "@/components/ui/page-header";

const title = "Not found";
export const metadata: Metadata = { title };

// Within UnitPage, because it may be a lead of the OU that this tab works in, looked for in another tab's.
export default function LeadNotFound() {
  return <UnitPage title={title}>{nothing}</UnitPage>;
}

async function nothing({ name }: CurrentUnit) {
  return (
    <>
      <PageHeader
        title={title}
        description={`${name} has no such lead. It may have been erased, or be another unit's: choose that unit above.`}
      />
      <Link href="/dashboard/leads">To the leads of {name}</Link>
    </>
  );
}
