import type { Unit } from "@/components/shell/active-ou";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { SwitchHere } from "@/components/units/switch-here";
import { LEADS_PATH } from "./lead-list-state";

type Props = { unit: Unit; activeName: string };

/** Shown for a lead of another accessible OU: says which, and offers to switch. */
export function LeadElsewhere({ unit, activeName }: Props) {
  return (
    <>
      <PageHeader
        title="A lead in another org unit"
        description={`This lead belongs to ${unit.name}, and you are working in ${activeName}.`}
      />
      <div className="flex flex-wrap items-center gap-4">
        <SwitchHere unit={unit} />
        <Link href={LEADS_PATH}>Go to the leads of {activeName}</Link>
      </div>
    </>
  );
}
