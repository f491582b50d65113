import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { UNITS_PATH } from "@/components/org-units/units-path";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { Overview } from "@/domain/overview/schema";
import { countText, numberText } from "@/lib/number-text";
import { BarTable } from "./bar-table";

/** How many times larger than the smallest the largest must be for a scale on which the small ones can be compared too. */
const WIDE = 20;

type Units = Overview["units"];

const counted = (count: number) => countText(count, "member");

function summary({ all, empty, largest: [first] }: Units, isLog: boolean): string {
  if (!first || first.member_count === 0) return "No org unit has members yet.";
  if (all === 1) return `${first.name} has ${counted(first.member_count)}.`;
  const rest = empty === 0 ? "none is empty" : empty === 1 ? "one is empty" : `${numberText(empty)} are empty`;
  const scale = isLog ? " Each step of a bar means ten times as many." : "";
  return `${first.name} is the largest of ${numberText(all)} with ${counted(first.member_count)}; ${rest}.${scale}`;
}

/** The largest OUs with their share of the members. Org admins, who have access to every OU, count only where they have a membership. */
export function UnitsBySize({ units, members }: { units: Units; members: number }) {
  const { all, largest } = units;
  if (all === 0) {
    return (
      <EmptyState title="You have no access to any org unit">
        An org admin, or an admin of an org unit, can grant access. Until then you see only the members.
      </EmptyState>
    );
  }
  const sizes = largest.map((unit) => unit.member_count).filter((size) => size > 0);
  const isLog = Math.max(...sizes) > WIDE * Math.min(...sizes);
  return (
    <>
      <p className="mb-2 text-muted">{summary(units, isLog)}</p>
      <BarTable
        caption="Members per org unit"
        labelHeading="Org unit"
        valueHeading="Members"
        whole={members}
        isLog={isLog}
        rows={largest.map((unit) => ({
          key: unit.unit_id,
          label: unit.name,
          dotOf: unit.unit_id,
          labelHref: `${UNITS_PATH}/${unit.unit_id}`,
          href: listHref(MEMBERS_PATH, { unit_id: unit.unit_id }),
          value: unit.member_count,
        }))}
      />
      {all > largest.length && (
        <p className="mt-2">
          <Link href={UNITS_PATH}>All {numberText(all)} org units</Link>
        </p>
      )}
    </>
  );
}
