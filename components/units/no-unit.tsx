import { inOtherUnit } from "@/components/shell/unit-pages";
import { Link } from "@/components/ui/link";
import { type Helper, NoPermission } from "@/components/ui/no-permission";
import { PageHeader } from "@/components/ui/page-header";
import type { NamedUnit } from "@/domain/org-units/schema";
import { numberText } from "@/lib/number-text";

const SHOWN = 8;

type Props = {
  title: string;
  units: NamedUnit[];
  /** Whom to ask if there is none. */
  helpers: readonly Helper[];
  address: string;
};

/** Shown at the active OU's address when none is active: why, and the same page of the OUs to choose from. */
export function NoUnit({ title, units, helpers, address }: Props) {
  if (units.length === 0) {
    return (
      <>
        <PageHeader title={title} />
        <NoPermission title="You have no access to any org unit" helpers={helpers}>
          Leads, rules and integrations belong to an org unit. An org admin, or an admin of an org unit, can grant you
          access; it appears here as soon as they do.
        </NoPermission>
      </>
    );
  }
  return (
    <>
      <PageHeader title={title} description="This page shows one org unit at a time, and none is active." />
      <h2 className="mb-1 font-semibold text-lg">Choose an org unit to work in</h2>
      <ul className="divide-y divide-line border-line border-y">
        {units.slice(0, SHOWN).map(({ unit_id: id, name, slug }) => (
          <li key={id}>
            <Link href={inOtherUnit(address, slug)} className="flex min-h-11 items-center wrap-anywhere text-text">
              {name}
            </Link>
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
