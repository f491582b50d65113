import { MakeActive } from "@/components/org-units/active-unit";
import type { Unit } from "@/components/shell/active-ou";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { numberText } from "@/lib/number-text";

const SHOWN = 8;

/** Shown on the active OU's pages when none is active: why, and the OUs to choose from. */
export function NoUnit({ title, units }: { title: string; units: Unit[] }) {
  if (units.length === 0) {
    return (
      <>
        <PageHeader title={title} />
        <EmptyState title="You have no access to any org unit">
          Leads, rules and integrations belong to an org unit. An org admin, or an admin of an org unit, can grant you
          access; it appears here as soon as they do.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={title} description="This page shows one org unit at a time, and none is active." />
      <h2 className="mb-1 font-semibold text-lg">Choose an org unit to work in</h2>
      <ul className="divide-y divide-line border-line border-y">
        {units.slice(0, SHOWN).map((unit) => (
          <li key={unit.unit_id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-1">
            <span className="min-w-0 wrap-anywhere">{unit.name}</span>
            <MakeActive unit={unit} />
          </li>
        ))}
      </ul>
      {units.length > SHOWN && (
        <p className="mt-2">
          <Link href="/dashboard/org-units">All {numberText(units.length)} org units</Link>
        </p>
      )}
    </>
  );
}
