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
  if (!largest || largest.member_count === 0) return "No org unit has members yet.";
  if (ranked.length === 1) return `${largest.name} has ${counted(largest.member_count)}.`;
  const empty = ranked.filter((unit) => unit.member_count === 0).length;
  const rest = empty === 0 ? "none is empty" : empty === 1 ? "one is empty" : `${empty} are empty`;
  return `${largest.name} is the largest with ${counted(largest.member_count)}; ${rest}.`;
}

/** Members per OU, largest first. Org admins, who have access to every OU, count only where they have a membership. */
export function MembersPerUnit({ units }: { units: Unit[] }) {
  if (units.length === 0) {
    return (
      <EmptyState title="You have no access to any org unit">
        An org admin, or an admin of an org unit, can grant access. Until then you see only the members.
      </EmptyState>
    );
  }
  const ranked = units.toSorted((a, b) => b.member_count - a.member_count);
  return (
    <>
      <p className="mb-2 text-muted">{summary(ranked)}</p>
      <BarTable
        caption="Members per org unit"
        labelHeading="Org unit"
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
          <Link href="/dashboard/org-units">All {numberText(ranked.length)} org units</Link>
        </p>
      )}
    </>
  );
}
