import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { Link } from "@/components/ui/link";
import { OuDot } from "@/components/ui/ou-dot";
import { RelativeTime } from "@/components/ui/relative-time";
import { EXPIRING_DAYS } from "@/domain/members/schema";
import type { EndingAccess as Ending } from "@/domain/overview/schema";
import { countText } from "@/lib/number-text";

/** The access that ends first, each with whose it is and where. */
export function EndingAccess({ ending, all }: { ending: Ending[]; all: number }) {
  if (ending.length === 0) return <p className="text-muted">No access ends within {EXPIRING_DAYS} days.</p>;
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {ending.map(({ org_member_id: memberId, name, unit_id: unitId, unit_name: unitName, expires_at: at }) => (
          <li key={`${memberId} ${unitId}`} className="flex min-h-10 flex-wrap items-center gap-x-3 py-1">
            <Link href={`${MEMBERS_PATH}/${memberId}`} className="min-w-0 wrap-anywhere py-0.5 font-medium text-text">
              {name}
            </Link>
            <span className="min-w-0 wrap-anywhere text-muted">
              <OuDot id={unitId} className="mr-1.5" />
              {unitName}
            </span>
            <span className="ml-auto text-sm text-warn">
              <RelativeTime value={at} />
            </span>
          </li>
        ))}
      </ul>
      {all > ending.length && (
        <p className="mt-2">
          <Link href={listHref(MEMBERS_PATH, { expiring: "true" })}>All {countText(all, "grant")} that end soon</Link>
        </p>
      )}
    </>
  );
}
