import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { Overview } from "@/domain/members/schema";
import { countText, numberText } from "@/lib/number-text";
import { BarTable } from "./bar-table";

const SHOWN = 8;

type Unit = Overview["units"][number];

const counted = (count: number) => countText(count, "member");

function summary(ranked: Unit[]): string {
  const [largest] = ranked;
  if (!largest || largest.member_count === 0) return "No unit has a member of its own yet.";
  if (ranked.length === 1) return `${largest.name} has ${counted(largest.member_count)}.`;
  const empty = ranked.filter((unit) => unit.member_count === 0).length;
  const rest = empty === 0 ? "none is empty" : empty === 1 ? "one has nobody" : `${empty} have nobody`;
  return `${largest.name} is the largest with ${counted(largest.member_count)}; ${rest}.`;
}

/** How many members each OU has, the largest first. Org admins, who reach every OU, count where they have a membership. */
export function MembersPerUnit({ units }: { units: Unit[] }) {
  if (units.length === 0) {
    return (
      <EmptyState title="You reach no unit">
        An organization admin, or an admin of a unit, grants access. Until then you see the members and nothing else.
      </EmptyState>
    );
  }
  const ranked = units.toSorted((a, b) => b.member_count - a.member_count);
  return (
    <>
      <p className="mb-2 text-muted">{summary(ranked)}</p>
      <BarTable
        caption="Members per unit"
        labelHeading="Unit"
        valueHeading="Members"
        rows={ranked.slice(0, SHOWN).map((unit) => ({
          key: unit.unit_id,
          label: unit.name,
          labelHref: `/dashboard/org-units/${unit.unit_id}`,
          href: listHref(MEMBERS_PATH, { unit_id: unit.unit_id }),
          value: unit.member_count,
        }))}
      />
      {ranked.length > SHOWN && (
        <p className="mt-2">
          <Link href="/dashboard/org-units">All {numberText(ranked.length)} units</Link>
        </p>
      )}
    </>
  );
}
